using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Have an address told of events.</summary>
public sealed record RegisterWebhook(Caller Caller, WebhookForm Form);
