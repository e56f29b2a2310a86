using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Incidents;

namespace AgentConsole.Web.Incidents;

/// <summary>An incident in a list on the wire.</summary>
public sealed record IncidentRowView
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required IncidentSeverity Severity { get; init; }
    public required IncidentState State { get; init; }
    public required string Agent { get; init; }
    public string? Environment { get; init; }
    public string? Run { get; init; }
    public string? Proposal { get; init; }
    public FaultDomain? FaultDomain { get; init; }
    public string? Owner { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public required int FollowUpsOpen { get; init; }
    public required bool IsAccessReviewed { get; init; }

    public static IncidentRowView Of(IncidentRow row) => new()
    {
        Id = row.Id.ToString(),
        Title = row.Title,
        Severity = row.Severity,
        State = row.State,
        Agent = row.Agent,
        Environment = row.Environment,
        Run = row.RunName,
        Proposal = row.ProposalId?.ToString(),
        FaultDomain = row.Fault,
        Owner = row.OwnerId?.ToString(),
        OpenedAt = row.OpenedAt,
        ClosedAt = row.ClosedAt,
        FollowUpsOpen = row.FollowUpsOpen,
        IsAccessReviewed = row.IsReviewed,
    };
}
