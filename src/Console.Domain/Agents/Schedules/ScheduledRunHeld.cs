using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>A schedule fired and no run was let start.</summary>
public sealed record ScheduledRunHeld(ScheduledRun Run) : LedgerRecord
{
    public override string Kind => "scheduled_run_held";

    public override string Subject => "schedule:" + Run.Schedule;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Run.Agent),
        new("environment", Run.Environment),
        new("run", Run.RunName),
        new("code", Run.ReasonCode),
    ];
}
