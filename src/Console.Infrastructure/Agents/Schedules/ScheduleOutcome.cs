using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>What came of what a person did to an agent's schedule.</summary>
public abstract record ScheduleOutcome
{
    public sealed record Saved(AgentSchedule Schedule, bool IsNew) : ScheduleOutcome;

    public sealed record Removed : ScheduleOutcome;

    /// <summary>It fired: what came of it so far stands on the run.</summary>
    public sealed record Fired(ScheduledRun Run) : ScheduleOutcome;

    public sealed record NotFound : ScheduleOutcome;

    public sealed record UnknownAgent(string Agent) : ScheduleOutcome;

    /// <summary>The agent has a schedule of this name.</summary>
    public sealed record NameTaken(string Name) : ScheduleOutcome;

    /// <summary>It is not what was read.</summary>
    public sealed record Stale(int Version) : ScheduleOutcome;

    public sealed record TooMany(int Max) : ScheduleOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : ScheduleOutcome;

    public sealed record NotYourAgent : ScheduleOutcome;

    public sealed record RoleMissing(Permission Needed) : ScheduleOutcome;

    private ScheduleOutcome() { }
}
