using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>How often the stop switch is rehearsed. Configuration section <c>Stops</c>.</summary>
public sealed class StopsOptions
{
    public const string Section = "Stops";

    /// <summary>Hours between two drills of the switch that stops everything; 0 drills only when somebody asks, up to a year.</summary>
    public int DrillHours { get; set; } = 24;

    /// <exception cref="InvalidOperationException">A figure is out of its bounds; names it.</exception>
    public StopsOptions Checked() => DrillHours is >= 0 and <= AgentLimits.DrillHoursMax
        ? this
        : throw new InvalidOperationException($"{Section}:{nameof(DrillHours)} must be from 0 to {AgentLimits.DrillHoursMax}.");
}
