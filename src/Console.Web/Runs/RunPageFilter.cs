using System.Globalization;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Runs;

/// <summary>What a run's page shows, as its address says it.</summary>
public sealed record RunPageFilter(string Agent, string Environment, string Run, string Filter = "", long? Event = null, bool IsCompared = false)
{
    public static RunPageFilter FromQuery(string? agent, string? environment, string? run, string? filter, string? one, string? compare) => new(
        agent ?? "", environment ?? "", run ?? "",
        filter is { Length: <= EventFilter.LengthMax } ? filter : "",
        long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        compare is "1");

    public string ToHref()
    {
        var parts = new Dictionary<string, string?> { ["agent"] = Agent, ["environment"] = Environment, ["run"] = Run };
        if (Filter.Length > 0) parts["filter"] = Filter;
        if (Event is { } one) parts["event"] = one.ToString(CultureInfo.InvariantCulture);
        if (IsCompared) parts["compare"] = "1";
        return QueryHelpers.AddQueryString(Links.Run, parts);
    }
}
