using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What a presented key or token is good for.</summary>
public abstract record BearerOutcome
{
    private BearerOutcome() { }

    /// <param name="EndsAt">When the key or token itself ends: what it issues may not outlive it.</param>
    public sealed record Accepted(Caller Caller, DateTimeOffset EndsAt) : BearerOutcome;

    public sealed record Refused(BearerRefusal Why) : BearerOutcome;
}
