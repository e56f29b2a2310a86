using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>A delivery as lists show it.</summary>
public sealed record DeliveryRow
{
    public required DeliveryId Id { get; init; }
    public required ProposalId? ProposalId { get; init; }
    /// <summary>Whose proposal it tells of; null for a test.</summary>
    public required string? Agent { get; init; }
    public required string? Tool { get; init; }
    public required string EventType { get; init; }
    public required string Url { get; init; }
    /// <summary>Null for the proposal's own callback.</summary>
    public required WebhookEndpointId? EndpointId { get; init; }
    /// <summary>Whom it is mailed to; null for what goes by HTTP.</summary>
    public required Guid? PersonId { get; init; }
    public required string? PersonName { get; init; }
    public required DeliveryStatus Status { get; init; }
    public required string? FailureCode { get; init; }
    public required int? LastHttpStatus { get; init; }
    public required int AttemptCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
}
