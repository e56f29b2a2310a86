namespace AgentConsole.Domain.Telemetry;

/// <summary>How far an event's own time is to be believed.</summary>
public enum ClockMark
{
    Plausible,
    /// <summary>Ahead of the console's clock by more than <see cref="TelemetryLimits.AheadSecondsMax"/>.</summary>
    Ahead,
    /// <summary>Behind it by more than <see cref="TelemetryLimits.BehindDaysMax"/>.</summary>
    Behind,
}
