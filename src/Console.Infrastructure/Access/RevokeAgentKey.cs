using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Ends a key of an agent at once.</summary>
public sealed record RevokeAgentKey(Caller Caller, string Agent, AgentKeyId Key);
