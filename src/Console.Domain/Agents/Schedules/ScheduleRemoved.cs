using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>An agent's runs are not started by this schedule any more.</summary>
public sealed record ScheduleRemoved(AgentSchedule Schedule) : LedgerRecord
{
    public override string Kind => "schedule_removed";

    public override string Subject => "schedule:" + Schedule.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Schedule.Agent),
        new("name", Schedule.Name),
    ];
}
