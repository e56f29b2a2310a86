using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>An outcome that must leave the house, written in the transaction that made it.</summary>
public sealed class OutboxItem
{
    public required DeliveryId Id { get; init; }
    public ProposalId? ProposalId { get; init; }
    /// <summary>Such as <c>proposal.decided</c>.</summary>
    public required string EventType { get; init; }
    /// <summary>The registered endpoint it goes to; null for a proposal's own callback.</summary>
    public WebhookEndpointId? EndpointId { get; init; }
    public required string Url { get; init; }
    /// <summary>The agent whose callback this is, and whose secret signs it; null for a registered endpoint.</summary>
    public string? Agent { get; init; }
    public required DeliveryStatus Status { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public int AttemptCount { get; set; }
    /// <summary>A node that is sending holds it until then.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public int Version { get; set; } = 1;
}
