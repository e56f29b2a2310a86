using AgentConsole.Domain;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Telemetry;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Runs;

/// <summary>What the list of runs shows, as its address says it.</summary>
public sealed record RunsPageFilter(RunsFilter Filter, RunPlace? After = null, string? Fault = null, bool IsBySuspicion = false)
{
    public bool IsNarrowed => Filter != new RunsFilter();

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        Say("search", Filter.Search);
        Say("agent", Filter.Agent);
        Say("environment", Filter.Environment);
        Say("workflow", Filter.Workflow);
        Say("state", Filter.State is { } state ? WireName.Of(state) : null);
        Say("fault_domain", Filter.Fault is { } fault ? WireName.Of(fault) : null);
        Say("faulty", Filter.IsFaulty ? "true" : null);
        Say("cost_min", Filter.CostNanosMin is { } nanos ? Domain.Spend.Money.Text(nanos) : null);
        Say("from", Filter.From?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        Say("to", Filter.To?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        Say("tool", Filter.Tool);
        Say("model", Filter.Model);
        Say("rule", Filter.Rule);
        Say("sort", IsBySuspicion ? "suspect" : null);
        Say("after", After?.ToString());
        return QueryHelpers.AddQueryString(Links.Runs, parts);

        void Say(string name, string? value)
        {
            if (value is not null) parts[name] = value;
        }
    }

    internal static RunsPageFilter FromQuery(string? search, string? agent, string? environment, string? workflow, string? state, string? faultDomain, string? faulty,
        string? costMin, string? from, string? to, string? tool, string? model, string? rule, string? sort, string? after)
    {
        RunsRequest.TryRead(search, agent, environment, workflow, state, faultDomain, faulty, costMin, from, to, tool, model, rule, out var filter, out var fault);
        return new(filter, RunPlace.TryParse(after, out var place) ? place : null, fault, sort == "suspect");
    }
}
