using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What a presented key or token is good for.</summary>
public abstract record BearerOutcome
{
    private BearerOutcome() { }

    /// <param name="EndsAt">When the key or token itself ends: what it issues may not outlive it.</param>
    /// <param name="Token">Null where an agent's key was presented.</param>
    public sealed record Accepted(Caller Caller, DateTimeOffset EndsAt, AccessTokenId? Token = null) : BearerOutcome;

    public sealed record Refused(BearerRefusal Why) : BearerOutcome;
}
