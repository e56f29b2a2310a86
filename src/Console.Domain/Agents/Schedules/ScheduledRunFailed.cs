using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>An agent's endpoint did not take a run that its schedule was to start.</summary>
public sealed record ScheduledRunFailed(ScheduledRun Run) : LedgerRecord
{
    public override string Kind => "scheduled_run_failed";

    public override string Subject => "schedule:" + Run.Schedule;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Run.Agent),
        new("environment", Run.Environment),
        new("run", Run.RunName),
        new("code", Run.ReasonCode),
    ];
}
