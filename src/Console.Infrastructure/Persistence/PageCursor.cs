using System.Globalization;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>Where the next page of a list begins that is ordered by time, newest first: behind so many rows of that instant.</summary>
public readonly record struct PageCursor(DateTimeOffset At, int Seen)
{
    public static bool TryParse(string? text, out PageCursor cursor)
    {
        cursor = default;
        if (text?.Split('-') is not [var ticks, var seen]) return false;
        if (!long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTime.MaxValue.Ticks) return false;
        if (!int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        cursor = new(new DateTimeOffset(at, TimeSpan.Zero), count);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Seen}");
}
