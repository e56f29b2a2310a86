using System.Globalization;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>A place in a list of runs or of events: in order of a time, then of a number.</summary>
public readonly record struct RunPlace(long Micros, long Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Micros}.{Id}");

    public static bool TryParse(string? text, out RunPlace place)
    {
        place = default;
        if (text?.Split('.') is not [var micros, var id]) return false;
        if (!long.TryParse(micros, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        place = new(at, number);
        return true;
    }
}
