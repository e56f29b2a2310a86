using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>An agent's endpoint took a run that its schedule started.</summary>
public sealed record ScheduledRunStarted(ScheduledRun Run) : LedgerRecord
{
    public override string Kind => "scheduled_run_started";

    public override string Subject => "schedule:" + Run.Schedule;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Run.Agent),
        new("environment", Run.Environment),
        new("run", Run.RunName),
    ];
}
