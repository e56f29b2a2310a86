using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>An address that hears of alerts. Of the shapes of others the address holds the secret, so only its origin is shown.</summary>
public sealed record AlertChannelRow(WebhookEndpointId Id, BodyForm Form, string Name, string Url, DateTimeOffset? DisabledAt, string? DisabledReason, DateTimeOffset CreatedAt);
