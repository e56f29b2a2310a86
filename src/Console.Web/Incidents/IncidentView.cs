using AgentConsole.Domain;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Incidents;

namespace AgentConsole.Web.Incidents;

/// <summary>One incident on the wire, with all that belongs to it.</summary>
public sealed record IncidentView
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required IncidentSeverity Severity { get; init; }
    public required IncidentState State { get; init; }
    public required int Version { get; init; }
    public required string Agent { get; init; }
    /// <summary>Who answers for the agent.</summary>
    public string? Dri { get; init; }
    public string? Environment { get; init; }
    public string? Run { get; init; }
    public string? Proposal { get; init; }
    public string? Alert { get; init; }
    public FaultDomain? FaultDomain { get; init; }
    /// <summary>What happened, in sentences made by rule.</summary>
    public required IReadOnlyList<string> Story { get; init; }
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public string? Owner { get; init; }
    public string? OwnerName { get; init; }
    public DateTimeOffset? MitigatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public AccessReviewView? AccessReview { get; init; }
    public required IReadOnlyList<NoteView> Notes { get; init; }
    public required IReadOnlyList<FollowUpView> FollowUps { get; init; }
    public required IReadOnlyList<GroundView> Grounds { get; init; }
    public required IReadOnlyList<BundleView> Bundles { get; init; }
    public required IReadOnlyList<TicketView> Tickets { get; init; }
    /// <summary>What it lacks for being closed: access_review, ground.</summary>
    public required IReadOnlyList<CloseGap> Missing { get; init; }

    public sealed record AccessReviewView(string Had, string Used, string Excess, string? AnsweredBy, DateTimeOffset? AnsweredAt);

    public sealed record NoteView(string Text, string By, DateTimeOffset At);

    public sealed record FollowUpView(int Number, string Text, string Owner, DateOnly Due, DateTimeOffset? DoneAt, bool IsOverdue);

    public sealed record GroundView(GroundKind Kind, string What, int? Version, string? Reason, DateOnly? ExpiresOn, DateTimeOffset GivenAt);

    public sealed record BundleView(int Number, DateTimeOffset MadeAt, string Digest, bool IsCut);

    /// <param name="Delivery">Its attempts are at <c>/api/v1/deliveries/{id}</c>.</param>
    public sealed record TicketView(string Target, string TargetName, string Kind, string Delivery, string State, string? Key, string? Url, int AttemptCount, string? FailureCode, string? Why);

    public static IncidentView Of(IncidentSheet sheet, DateTimeOffset now) => new()
    {
        Id = sheet.Incident.Id.ToString(),
        Title = sheet.Incident.Title,
        Severity = sheet.Incident.Severity,
        State = sheet.Incident.State,
        Version = sheet.Incident.Version,
        Agent = sheet.Incident.Agent,
        Dri = sheet.Dri,
        Environment = sheet.Incident.Environment,
        Run = sheet.Incident.RunName,
        Proposal = sheet.Incident.ProposalId?.ToString(),
        Alert = sheet.Incident.AlertId?.ToString(),
        FaultDomain = sheet.Incident.Fault,
        Story = [.. sheet.Incident.StoryLines.Select(line => line.Whole)],
        OpenedBy = sheet.OpenedByName,
        OpenedAt = sheet.Incident.OpenedAt,
        Owner = sheet.Incident.OwnerId?.ToString(),
        OwnerName = sheet.OwnerName,
        MitigatedAt = sheet.Incident.MitigatedAt,
        ClosedAt = sheet.Incident.ClosedAt,
        AccessReview = sheet.Review is { } review ? new(review.Had, review.Used, review.Excess, sheet.ReviewedByName, review.AnsweredAt) : null,
        Notes = [.. sheet.Timeline.Where(moment => moment.Note is not null).Select(moment => new NoteView(moment.Note!, moment.Who, moment.At))],
        FollowUps = [.. sheet.FollowUps.Select(one => new FollowUpView(one.Number, one.Text, one.Owner, one.DueOn, one.DoneAt, one.IsOverdue(now)))],
        Grounds = [.. sheet.Grounds.Select(ground => new GroundView(ground.Kind, ground.What, ground.PolicyVersion, ground.Reason, ground.ExpiresOn, ground.GivenAt))],
        Bundles = [.. sheet.Bundles.Select(bundle => new BundleView(bundle.Number, bundle.MadeAt, bundle.Digest, bundle.IsCut))],
        Tickets = [.. sheet.Tickets.Select(Of)],
        Missing = sheet.Incident.IsClosed ? [] : CloseCheck.Missing(sheet.Review, [], now),
    };

    private static TicketView Of(IncidentTicketRow row) => new(
        row.Ticket.TargetId.ToString(), row.Ticket.TargetName, WireName.Of(row.Ticket.Kind), row.Ticket.DeliveryId.ToString(), WireName.Of(row.Delivery.Status),
        row.Ticket.Key, row.Ticket.Url, row.Delivery.AttemptCount, row.Delivery.FailureCode, row.Attempts is [{ FaultDetail: { } why }, ..] ? why : null);
}
