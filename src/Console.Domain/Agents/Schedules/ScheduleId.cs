using System.Globalization;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>Names one schedule of an agent.</summary>
public readonly record struct ScheduleId(Guid Value)
{
    private const string Prefix = "sch_";

    public static ScheduleId New(DateTimeOffset instant) => new(Guid.CreateVersion7(instant));

    public static bool TryParse(string? text, out ScheduleId id)
    {
        id = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out var value)) return false;
        id = new ScheduleId(value);
        return true;
    }

    public override string ToString() => Prefix + Value.ToString("N", CultureInfo.InvariantCulture);
}
