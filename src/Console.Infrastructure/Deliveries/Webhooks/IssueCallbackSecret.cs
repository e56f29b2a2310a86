using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Give an agent the secret that signs its callbacks.</summary>
public sealed record IssueCallbackSecret(Caller Caller, string Agent);
