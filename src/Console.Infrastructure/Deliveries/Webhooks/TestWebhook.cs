using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Send an endpoint a message that only tries the way.</summary>
public sealed record TestWebhook(Caller Caller, WebhookEndpointId Id);
