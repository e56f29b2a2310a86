using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>Somebody had a schedule fire now.</summary>
public sealed record ScheduledRunOrdered(ScheduledRun Run) : LedgerRecord
{
    public override string Kind => "scheduled_run_ordered";

    public override string Subject => "schedule:" + Run.Schedule;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Run.Agent),
        new("environment", Run.Environment),
        new("run", Run.RunName),
    ];
}
