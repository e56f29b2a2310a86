namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>The bounds of agents' schedules.</summary>
public static class ScheduleLimits
{
    public const int NameLengthMax = 60;
    public const int CronLengthMax = 120;
    public const int ZoneLengthMax = 64;
    public const int InputBytesMax = 16 * 1024;
    public const int BodyBytesMax = 64 * 1024;
    public const int SchedulesMax = 1_000;
    public const int TimeoutSecondsDefault = 20;
    public const int TimeoutSecondsMax = 120;
    public const int RetriesDefault = 3;
    public const int RetriesMax = 10;
    public const int BackoffSecondsDefault = 30;
    public const int BackoffSecondsMin = 1;
    /// <summary>A wait is doubled with each attempt, up to this.</summary>
    public const int BackoffSecondsMax = 3_600;
    public const int AtOnceDefault = 1;
    public const int AtOnceMax = 50;
    /// <summary>A started run that never says that it ends counts as under way for so long.</summary>
    public const int UnderWayHoursMax = 24;
    public const int FireTimesShown = 5;
    /// <summary>Between two looks for attempts that are due.</summary>
    public const int SendSeconds = 5;
    public const int SendBatchMax = 20;
    public const int ReasonLengthMax = 300;
    public const int RunsShownMax = 20;
}
