using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>An incident as lists show it.</summary>
public sealed record IncidentRow
{
    public required IncidentId Id { get; init; }
    public required string Title { get; init; }
    public required IncidentSeverity Severity { get; init; }
    public required IncidentState State { get; init; }
    public required string Agent { get; init; }
    public required string? Environment { get; init; }
    public required string? RunName { get; init; }
    public required ProposalId? ProposalId { get; init; }
    public required FaultDomain? Fault { get; init; }
    public required PersonId? OwnerId { get; init; }
    public required string? OwnerName { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
    public required int FollowUpsOpen { get; init; }
    public required bool IsReviewed { get; init; }
}
