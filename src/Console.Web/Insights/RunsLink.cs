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

    /// <summary>Those of one group; those of all where it has no name, or is what other names are counted under.</summary>
    public static RollupFilter Narrowed(RollupFilter whose, Dimension dimension, string? name) => (dimension, name) switch
    {
        (_, null or "" or RollupFilter.Other) => whose,
        (Dimension.Agent, _) => whose with { Agent = name },
        (Dimension.Environment, _) => whose with { Environment = name },
        (Dimension.Workflow, _) => whose with { Workflow = name },
        (Dimension.Tool, _) => whose with { Tool = name },
        (Dimension.Model, _) => whose with { Model = name },
        (Dimension.Rule, _) => whose with { Rule = name },
        _ => whose,
    };

    private static string With(RollupFilter whose, params (string Name, string? Value)[] parts)
    {
        var query = new Dictionary<string, string?>();
        foreach (var (name, value) in (IEnumerable<(string, string?)>)
            [("agent", whose.Agent), ("environment", whose.Environment), ("workflow", whose.Workflow), ("tool", whose.Tool), ("model", whose.Model), ("rule", whose.Rule), .. parts])
            if (value is not null) query[name] = value;
        return QueryHelpers.AddQueryString(Links.Runs, query);
    }
}
