using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>How long the operational store keeps what it was told, by class, in days from its arrival. Configuration section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Events with their redacted arguments.</summary>
    public int EventDays { get; set; } = TelemetryLimits.EventDaysDefault;

    /// <summary>Runs with their sums.</summary>
    public int RunDays { get; set; } = TelemetryLimits.RunDaysDefault;

    /// <summary>Sums of minutes.</summary>
    public int MinuteDays { get; set; } = TelemetryLimits.MinuteDaysDefault;

    /// <summary>Sums of hours.</summary>
    public int HourDays { get; set; } = TelemetryLimits.HourDaysDefault;

    /// <summary>Sums of days.</summary>
    public int DayDays { get; set; } = TelemetryLimits.DayDaysDefault;

    /// <summary>Everything that is wrong with these options, each as a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, days) in ((string, int)[])[(nameof(EventDays), EventDays), (nameof(RunDays), RunDays), (nameof(MinuteDays), MinuteDays), (nameof(HourDays), HourDays), (nameof(DayDays), DayDays)])
            if (days is < 1 or > TelemetryLimits.RetentionDaysMax) yield return $"{Section}:{name} is {days}; it lies between 1 and {TelemetryLimits.RetentionDaysMax}.";
        // What a dashboard asks for follows from a range's age: sums that are gone sooner would show as nothing.
        foreach (var (name, days, least) in ((string, int, int)[])[(nameof(MinuteDays), MinuteDays, TelemetryLimits.MinuteDaysDefault), (nameof(HourDays), HourDays, TelemetryLimits.HourDaysDefault), (nameof(DayDays), DayDays, HourDays)])
            if (days < least) yield return $"{Section}:{name} is {days}; dashboards count on {least} days of it.";
    }
}
