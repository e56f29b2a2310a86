using System.Globalization;
using System.Text;
using AgentConsole.Domain.Incidents.Tickets;

namespace AgentConsole.Domain.Incidents;

/// <summary>The Markdown that a postmortem begins with: the access review first, and everything filled in that is known.</summary>
public static class PostmortemTemplate
{
    private const string Unanswered = "_Not answered yet._";

    public static string Of(Incident incident, AccessReview? review, IReadOnlyList<FollowUp> followUps, IReadOnlyList<CloseGround> grounds, string? dri)
    {
        var text = new StringBuilder();
        Line($"# Postmortem: {Foreign(incident.Title)}");
        Line();
        Line($"{incident.Id}, severity {WireName.Of(incident.Severity)}, state {WireName.Of(incident.State)}, opened {Moment(incident.OpenedAt)}.");
        Line($"Agent {Foreign(incident.Agent)}{(incident.Environment is { } environment ? $" in {Foreign(environment)}" : "")}. DRI: {(dri is null ? "nobody" : Foreign(dri))}.");
        if (incident.RunName is { } run) Line($"Run {Foreign(run)}.");
        if (incident.ProposalId is { } proposal) Line($"Proposal {proposal}.");

        Heading("Access review");
        Question("Which permissions did the agent have?", review?.Had);
        Question("Which of them did it use?", review?.Used);
        Question("Which should it not have had?", review?.Excess);

        Heading("What happened");
        foreach (var line in incident.StoryLines) Line("- " + TicketMarkdown.LineOf(TicketText.PiecesOf(line)));
        if (incident.StoryLines.Count == 0) Line("_Nothing was told of a run._");

        Heading("Impact");
        Line("_Who and what was affected, from when to when, and how far it can be undone._");

        Heading("Why it happened");
        Line(incident.Fault is { } fault ? $"Fault domain: {WireName.Of(fault).Replace('_', ' ')}." : "Fault domain: not known.");
        Line("_The cause, and what let it through: policy, manifest, review, contract, evals._");

        Heading("What went well, and where it was luck");
        Line("_..._");

        Heading("Follow-ups");
        foreach (var one in followUps) Line($"- [{(one.DoneAt is null ? ' ' : 'x')}] {Foreign(one.Text)}, {Foreign(one.Owner)}, due {one.DueOn.ToString("O", CultureInfo.InvariantCulture)}");
        if (followUps.Count == 0) Line("_None yet._");

        Heading("What was changed so that it does not happen again");
        foreach (var ground in grounds) Line("- " + GroundLine(ground));
        if (grounds.Count == 0) Line("_A new eval case, a policy change, or a waiver with a name and a last day._");
        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');

        void Heading(string heading)
        {
            Line();
            Line("## " + heading);
            Line();
        }

        void Question(string question, string? answer)
        {
            Line($"**{question}**");
            Line();
            Line(string.IsNullOrWhiteSpace(answer) ? Unanswered : Quoted(answer));
            Line();
        }
    }

    private static string GroundLine(CloseGround ground) => ground.Kind switch
    {
        GroundKind.EvalCase => $"Eval case {Foreign(ground.What)}",
        GroundKind.PolicyVersion => string.Create(CultureInfo.InvariantCulture, $"Policy set {Foreign(ground.What)}, version {ground.PolicyVersion}"),
        GroundKind.Waiver => $"Waived by {Foreign(ground.What)} until {ground.ExpiresOn?.ToString("O", CultureInfo.InvariantCulture)}: {Foreign(ground.Reason ?? "")}",
    };

    private static string Foreign(string text) => TicketMarkdown.Foreign(text);

    private static string Quoted(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => "> " + (line.Trim().Length == 0 ? "" : Foreign(line))));

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
