using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Insights;

/// <summary>Addresses of the runs behind a figure.</summary>
internal static class RunsLink
{
    /// <summary>Runs of a range, of whose figures are shown.</summary>
    public static string Of(InsightRange range, RollupFilter whose, params (string Name, string? Value)[] more) =>
        With(whose, [("from", InsightsFilter.TimeOf(range.From)), ("to", InsightsFilter.TimeOf(range.To)), .. more]);

    /// <summary>The same for a chart that puts the time of each point in.</summary>
    public static string ForTimes(RollupFilter whose, params (string Name, string? Value)[] more) => With(whose, more) is var href
        ? href + (href.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "from={from}&to={to}" : href;

    /// <summary>Those of one group, where the list of runs can tell its kind of group apart; else those of all.</summary>
    public static RollupFilter Narrowed(RollupFilter whose, Dimension dimension, string? name) => (dimension, name) switch
    {
        (_, null or "") => whose,
        (Dimension.Agent, _) => whose with { Agent = name },
        (Dimension.Environment, _) => whose with { Environment = name },
        (Dimension.Workflow, _) => whose with { Workflow = name },
        _ => whose,
    };

    /// <summary>For a ranking by agent, environment or workflow, which puts its name in.</summary>
    public static string? ForNames(InsightRange range, RollupFilter whose, Dimension dimension, params (string Name, string? Value)[] more) =>
        dimension is Dimension.Agent or Dimension.Environment or Dimension.Workflow
            ? Of(range, Without(whose, dimension), more) + "&" + WireName.Of(dimension) + "={x}" : Of(range, whose, more);

    private static RollupFilter Without(RollupFilter whose, Dimension dimension) => dimension switch
    {
        Dimension.Agent => whose with { Agent = null },
        Dimension.Environment => whose with { Environment = null },
        _ => whose with { Workflow = null },
    };

    private static string With(RollupFilter whose, params (string Name, string? Value)[] parts)
    {
        var query = new Dictionary<string, string?>();
        foreach (var (name, value) in (IEnumerable<(string, string?)>)[("agent", whose.Agent), ("environment", whose.Environment), ("workflow", whose.Workflow), .. parts])
            if (value is not null) query[name] = value;
        return QueryHelpers.AddQueryString(Links.Runs, query);
    }
}
