using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>What came of a rehearsal.</summary>
public abstract record DrillOutcome
{
    public sealed record Drilled(StopDrill Drill) : DrillOutcome;

    /// <summary>The real thing is on.</summary>
    public sealed record AlreadyStopped : DrillOutcome;

    /// <summary>There is no such agent or tool.</summary>
    public sealed record Unknown : DrillOutcome;

    public sealed record RoleMissing(Permission Needed) : DrillOutcome;

    private DrillOutcome() { }
}
