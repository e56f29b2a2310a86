using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>An endpoint as lists show it: everything but its secret.</summary>
public sealed record WebhookRow(WebhookEndpointId Id, string Url, string? Agent, string Description, IReadOnlyList<string> EventTypes,
    DateTimeOffset? PreviousSecretUntil, DateTimeOffset? DisabledAt, string? DisabledReason, DateTimeOffset CreatedAt);
