using System.Globalization;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>Names one time that a schedule fired; what is posted carries it, so that a repeat is known as one.</summary>
public readonly record struct ScheduledRunId(Guid Value)
{
    private const string Prefix = "srun_";

    public static ScheduledRunId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
