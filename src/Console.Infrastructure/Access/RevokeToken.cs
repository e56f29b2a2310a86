using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Ends a person's token at once.</summary>
public sealed record RevokeToken(Caller Caller, AccessTokenId Token);
