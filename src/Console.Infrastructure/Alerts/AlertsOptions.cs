using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>How often rules are looked at. Configuration section <c>Alerts</c>.</summary>
public sealed class AlertsOptions
{
    public const string Section = "Alerts";

    /// <summary>Seconds between two rounds, 5 to 3600.</summary>
    public int CheckSeconds { get; set; } = AlertLimits.CheckSecondsDefault;

    /// <exception cref="InvalidOperationException">A figure is out of its bounds; names it.</exception>
    public AlertsOptions Checked() => CheckSeconds is >= AlertLimits.CheckSecondsMin and <= AlertLimits.CheckSecondsMax ? this
        : throw new InvalidOperationException($"{Section}:{nameof(CheckSeconds)} is from {AlertLimits.CheckSecondsMin} to {AlertLimits.CheckSecondsMax} seconds.");
}
