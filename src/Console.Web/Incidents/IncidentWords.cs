using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Incidents.Tickets;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Proposals;

namespace AgentConsole.Web.Incidents;

/// <summary>The sentences about incidents, the same on pages and on the wire.</summary>
internal static class IncidentWords
{
    public static string Of<T>(T value) where T : struct, Enum => WireName.Of(value).Replace('_', ' ');

    public static string Of(TicketKind kind) => kind switch
    {
        TicketKind.JiraCloud => "Jira Cloud",
        TicketKind.JiraDataCenter => "Jira Data Center",
        TicketKind.Github => "GitHub",
        TicketKind.Gitlab => "GitLab",
        TicketKind.Webhook => "webhook",
    };

    public static string Of(CloseGap gap) => gap switch
    {
        CloseGap.AccessReview => "The access review is not answered.",
        CloseGap.Ground => "Nothing was changed yet: name a new eval case, a policy version published since, or a waiver with a name and a last day.",
    };

    public static string Of(CloseGround ground) => ground.Kind switch
    {
        GroundKind.EvalCase => "Eval case",
        GroundKind.PolicyVersion => string.Create(CultureInfo.InvariantCulture, $"Policy set, version {ground.PolicyVersion}"),
        GroundKind.Waiver => $"Waived until {ground.ExpiresOn?.ToString("O", CultureInfo.InvariantCulture)}",
    };

    public static string Sentence(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Opened => "The incident is open.",
        ReportOutcome.AlreadyOpen => "This was reported before; here it is.",
        ReportOutcome.NotFound found => $"There is no such {found.What}.",
        ReportOutcome.Ambiguous several => $"Several agents have a run of this name: say agent and environment, one of {string.Join(", ", several.Whose)}.",
        ReportOutcome.Malformed malformed => Sentence(malformed.Faults),
        ReportOutcome.RoleMissing => "You do not hold a role that may do this.",
        _ => "",
    };

    public static string Sentence(IncidentOutcome outcome) => outcome switch
    {
        IncidentOutcome.NotFound found => $"There is no such {found.What}.",
        IncidentOutcome.Changed => "Somebody changed it while you looked; read it again.",
        IncidentOutcome.PostmortemChanged => "Somebody else saved the postmortem while you wrote, and yours was not saved. Copy what you wrote, and load what is saved now.",
        IncidentOutcome.Malformed malformed => Sentence(malformed.Faults),
        IncidentOutcome.Incomplete incomplete => string.Join(' ', incomplete.Gaps.Select(Of)),
        IncidentOutcome.WrongState wrong => $"It is {Of(wrong.State)}; from there this is not done.",
        IncidentOutcome.TooMany many => string.Create(CultureInfo.InvariantCulture, $"There are {many.Max} {many.What} already."),
        IncidentOutcome.RoleMissing => "You do not hold a role that may do this.",
        IncidentOutcome.NotYourAgent => "Somebody else answers for this agent.",
        _ => "",
    };

    public static string Sentence(TicketTargetOutcome outcome) => outcome switch
    {
        TicketTargetOutcome.Saved => "Incidents become tickets there from now on.",
        TicketTargetOutcome.Removed => "It is gone; its tickets stay where they are.",
        TicketTargetOutcome.Tested { Fits: true } => "It answers, and takes the secret.",
        TicketTargetOutcome.Tested tested => tested.Why is { } why ? $"{Why(tested.Code!)} {why}" : Why(tested.Code!),
        TicketTargetOutcome.NotFound => "There is no such ticket target.",
        TicketTargetOutcome.Malformed malformed => Sentence(malformed.Faults),
        TicketTargetOutcome.NameTaken => "Another target has this name.",
        TicketTargetOutcome.TooMany many => string.Create(CultureInfo.InvariantCulture, $"There are {many.Max} targets already; remove one first."),
        TicketTargetOutcome.RoleMissing => "You do not hold a role that may do this.",
        _ => "",
    };

    /// <summary>Why a ticket is not there, for a person.</summary>
    public static string Why(string code) => Deliveries.DeliveryWords.Why(code);

    /// <summary>A fact of the ledger in plain words; what people or agents named in it stands apart.</summary>
    public static (string What, string? Named, string Word) Of(LedgerRow entry) => entry.Kind switch
    {
        "incident_opened" => ("reported the failure; what was known is bundled", null, "open"),
        "incident_changed" when entry.ValueOf("state") != entry.ValueOf("state_before") => ($"{Plain(entry.ValueOf("state_before"))} → {Plain(entry.ValueOf("state"))}", null, entry.ValueOf("state") ?? ""),
        "incident_changed" => ($"changed title, severity or owner; severity {Plain(entry.ValueOf("severity"))}", null, "edit"),
        "incident_closed" => ($"closed it on {Plain(entry.ValueOf("grounds"))}", null, "closed"),
        "incident_reopened" => ("opened it again:", entry.ValueOf("reason") ?? "(erased)", "open"),
        "access_review_answered" => ("answered the access review", null, "passed"),
        "follow_up_added" => ($"added a follow-up, due {entry.ValueOf("due")}:", entry.ValueOf("text") ?? "(erased)", "pending"),
        "follow_up_finished" => ($"finished follow-up {entry.ValueOf("number")}", null, "succeeded"),
        "postmortem_written" => ("wrote the postmortem", null, "edit"),
        "incident_bundled" => ($"bundled what is known once more, version {entry.ValueOf("number")}", null, ""),
        "ticket_filed" => ($"the ticket is there: {entry.ValueOf("key")}", null, "delivered"),
        "ticket_ordered" => ("wanted a ticket in one more target", null, "pending"),
        "stop_ordered" => ("threw the stop switch of the agent:", entry.ValueOf("reason") ?? "(erased)", "stopped"),
        "stop_lifted" => ("lifted the stop of the agent:", entry.ValueOf("reason") ?? "(erased)", "running"),
        _ when entry.Subject.StartsWith("proposal:", StringComparison.Ordinal) => StoryWords.Of(entry) is var line ? (line.What, line.Note, line.Word) : default,
        var kind => (Plain(kind), null, ""),
    };

    private static string Sentence(IReadOnlyList<Fault> faults) => string.Join(' ', faults.Select(fault => fault.Message).Distinct());

    private static string Plain(string? wireName) => (wireName ?? "").Replace('_', ' ').Replace(",", ", ", StringComparison.Ordinal);
}
