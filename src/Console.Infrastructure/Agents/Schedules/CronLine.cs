using System.Buffers;
using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents.Schedules;
using Quartz;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>
/// A line of five fields - minute, hour, day of month, month, day of week - read in a time zone by the very engine that fires it: what is shown
/// before is what happens after.
/// </summary>
public sealed class CronLine
{
    private static readonly (string Name, string Allowed)[] Fields =
    [
        ("minute", "0 to 59"),
        ("hour", "0 to 23"),
        ("day of the month", "1 to 31"),
        ("month", "1 to 12, or JAN to DEC"),
        ("day of the week", "0 to 7, where 0 and 7 are Sunday, or SUN to SAT"),
    ];

    private static readonly SearchValues<char> OfFields = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*,-/");
    private static readonly SearchValues<char> OfZones = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

    private CronLine(CronExpression expression) => Expression = expression;

    internal CronExpression Expression { get; }

    public TimeZoneInfo Zone => Expression.TimeZone;

    /// <summary>Null where it cannot be read or never comes, and then every fault is named, each with its field.</summary>
    public static CronLine? Read(string line, string zone, DateTimeOffset now, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var place = ZoneOf(zone, found);
        if (ExpressionOf(line, found) is not { } expression || place is null) return null;

        var read = new CronLine(expression.WithTimeZone(place));
        if (read.After(now, 1).Count > 0) return read;
        found.Add(new("/cron", "never", "No day is like that: the line would never fire."));
        return null;
    }

    /// <summary>The next times, in the line's zone; fewer where there are no more.</summary>
    public IReadOnlyList<DateTimeOffset> After(DateTimeOffset instant, int count)
    {
        var times = new List<DateTimeOffset>(count);
        var at = instant;
        while (times.Count < count && Expression.GetNextValidTimeAfter(at) is { } next)
        {
            times.Add(TimeZoneInfo.ConvertTime(next, Zone));
            at = next;
        }

        return times;
    }

    private static CronExpression? ExpressionOf(string line, List<Fault> faults)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (line.Length > ScheduleLimits.CronLengthMax || fields.Length != Fields.Length)
        {
            faults.Add(new("/cron", "fields", string.Create(CultureInfo.InvariantCulture,
                $"A line has five fields - minute, hour, day of the month, month, day of the week - and this one has {fields.Length}.")));
            return null;
        }

        foreach (var (index, field) in fields.Index())
        {
            // Each field by itself, between four that are always good: so it is known which one is not.
            var alone = string.Join(' ', Enumerable.Range(0, Fields.Length).Select(place => place == index ? field : "*"));
            if (!field.AsSpan().ContainsAnyExcept(OfFields) && TryParse(alone) is not null) continue;
            faults.Add(new("/cron", "field", $"The {Fields[index].Name} \"{field}\" cannot be read: {Fields[index].Allowed}, or *, lists (1,5), ranges (1-5) and steps (*/5)."));
        }

        if (faults.Any(fault => fault.Pointer == "/cron")) return null;
        if (TryParse(string.Join(' ', fields)) is { } expression) return expression;
        faults.Add(new("/cron", "together", "Each field can be read, but not all of them together."));
        return null;
    }

    private static CronExpression? TryParse(string line) => CronExpression.TryParse(line, CronFormat.Unix, out var expression) ? expression : null;

    private static TimeZoneInfo? ZoneOf(string zone, List<Fault> faults)
    {
        // The system looks a name up among files: nothing that leads elsewhere gets that far.
        if (zone.Length is > 0 and <= ScheduleLimits.ZoneLengthMax && !zone.AsSpan().ContainsAnyExcept(OfZones)
            && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) return found;
        faults.Add(new("/zone", "unknown_zone", "There is no such time zone. Its IANA name is needed, such as \"Europe/Zurich\" or \"UTC\"."));
        return null;
    }
}
