namespace AgentConsole.Infrastructure.Access;

/// <summary>What became of a change that has nothing to hand back.</summary>
public abstract record AccessOutcome
{
    private AccessOutcome() { }

    /// <summary>It is so now, whether or not it was before.</summary>
    public sealed record Done : AccessOutcome;

    public sealed record Refused(AccessRefusal Why) : AccessOutcome;
}
