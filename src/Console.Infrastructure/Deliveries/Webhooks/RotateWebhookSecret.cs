using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Have another secret sign.</summary>
public sealed record RotateWebhookSecret(Caller Caller, WebhookEndpointId Id);
