using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Insights;

/// <summary>What a dashboard shows, as its address says it: a time, and whose figures.</summary>
/// <param name="Period">One of <see cref="Periods"/>; null where <paramref name="From"/> and <paramref name="To"/> say it.</param>
public sealed record InsightsFilter(string? Period, DateTimeOffset? From, DateTimeOffset? To, RollupFilter Whose)
{
    public const string PeriodUsual = "24h";

    /// <summary>Lengths that a reader chooses by name, back from now.</summary>
    public static IReadOnlyList<(string Name, string Words, TimeSpan Length)> Periods { get; } =
    [
        ("1h", "1 hour", TimeSpan.FromHours(1)), ("6h", "6 hours", TimeSpan.FromHours(6)), ("24h", "24 hours", TimeSpan.FromHours(24)),
        ("7d", "7 days", TimeSpan.FromDays(7)), ("30d", "30 days", TimeSpan.FromDays(30)),
    ];

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public bool IsNarrowed => Whose != RollupFilter.Everything;

    /// <summary>Reads an address; what it cannot read it says, and shows the usual.</summary>
    public static bool TryRead(string? period, string? from, string? to, RollupFilter whose, DateTimeOffset now, out InsightsFilter filter, [NotNullWhen(false)] out string? fault)
    {
        filter = new(PeriodUsual, null, null, whose);
        fault = null;
        if (new[] { whose.Agent, whose.Environment, whose.Workflow, whose.Tool, whose.Model, whose.Rule }.Any(name => name is { Length: > InsightsLimits.NameLengthMax }))
            fault = string.Create(CultureInfo.InvariantCulture, $"A name may have {InsightsLimits.NameLengthMax} characters.");
        else if (!TryTime(from, out var since) || !TryTime(to, out var until)) fault = "from and to must be RFC 3339 times or dates, from 2000 to 2199.";
        else if (since is not null || until is not null)
        {
            var (first, last) = (since ?? (until!.Value - TimeSpan.FromDays(1)), until ?? now);
            if (first >= last) fault = "from must be earlier than to.";
            else if (last - first > TimeSpan.FromDays(InsightsLimits.RangeDaysMax)) fault = string.Create(CultureInfo.InvariantCulture, $"A range may have {InsightsLimits.RangeDaysMax} days.");
            else filter = filter with { Period = null, From = first, To = last };
        }
        else if (Text(period) is { } named)
        {
            if (Periods.Any(known => known.Name == named)) filter = filter with { Period = named };
            else fault = "range must be one of " + string.Join(", ", Periods.Select(known => known.Name)) + ".";
        }

        return fault is null;
    }

    public static RollupFilter WhoseOf(string? agent, string? environment, string? workflow, string? tool, string? model, string? rule) =>
        new(Text(agent), Text(environment), Text(workflow), Text(tool), Text(model), Text(rule));

    /// <summary>A time, or the beginning of a day of UTC.</summary>
    public static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (Text(text) is not { } said) return true;
        if (!DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)
            || read < Earliest || read >= Latest) return false;
        time = read;
        return true;
    }

    public InsightRange RangeAt(DateTimeOffset now, Grain? grain = null)
    {
        if (Period is null) return InsightRange.Of(From!.Value, To!.Value, now, grain);
        var length = Periods.Single(known => known.Name == Period).Length;
        return InsightRange.Of(now - length, now, now, grain);
    }

    /// <summary>The same view at another address, or the same address with another view.</summary>
    public string ToHref(string page, params (string Name, string? Value)[] more)
    {
        var parts = new Dictionary<string, string?>();
        if (Period is { } period && period != PeriodUsual) parts["range"] = period;
        if (From is { } from) parts["from"] = TimeOf(from);
        if (To is { } to) parts["to"] = TimeOf(to);
        foreach (var (name, value) in (IEnumerable<(string, string?)>)
            [("agent", Whose.Agent), ("environment", Whose.Environment), ("workflow", Whose.Workflow), ("tool", Whose.Tool), ("model", Whose.Model), ("rule", Whose.Rule), .. more])
            if (value is not null) parts[name] = value;
        return QueryHelpers.AddQueryString(page, parts);
    }

    public static string TimeOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
