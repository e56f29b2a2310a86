using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>Somebody said when an agent's runs are started.</summary>
public sealed record ScheduleCreated(AgentSchedule Schedule) : LedgerRecord
{
    public override string Kind => "schedule_created";

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
