using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Take an endpoint and its secret away.</summary>
public sealed record RemoveWebhook(Caller Caller, WebhookEndpointId Id);
