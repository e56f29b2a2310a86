using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Give an endpoint another address or other events, or switch it off or on.</summary>
public sealed record ChangeWebhook(Caller Caller, WebhookEndpointId Id, WebhookForm Form, bool IsDisabled);
