using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>An agent's runs are started at other times, elsewhere or otherwise.</summary>
public sealed record ScheduleChanged(AgentSchedule Schedule) : LedgerRecord
{
    public override string Kind => "schedule_changed";

    public override string Subject => "schedule:" + Schedule.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Schedule.Agent),
        new("environment", Schedule.Environment),
        new("name", Schedule.Name),
        new("cron", Schedule.Cron),
        new("zone", Schedule.Zone),
        new("origin", Schedule.Origin),
        new("enabled", Schedule.IsEnabled ? "true" : "false"),
    ];
}
