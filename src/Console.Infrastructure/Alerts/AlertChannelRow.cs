using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>An address that hears of alerts. Of the shapes of others the address holds the secret, so only its origin is shown.</summary>
/// <param name="HearsMore">It is a webhook that hears of other things too.</param>
public sealed record AlertChannelRow(WebhookEndpointId Id, BodyForm Form, string Name, string Url, DateTimeOffset? DisabledAt, string? DisabledReason, DateTimeOffset CreatedAt, bool HearsMore);
