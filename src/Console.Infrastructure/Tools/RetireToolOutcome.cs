using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>What came of retiring a tool.</summary>
public abstract record RetireToolOutcome
{
    public sealed record Retired(string Name, int Version) : RetireToolOutcome;

    /// <summary>There is no such tool, or it was retired before.</summary>
    public sealed record Unknown : RetireToolOutcome;

    public sealed record RoleMissing(Permission Needed) : RetireToolOutcome;

    private RetireToolOutcome() { }
}
