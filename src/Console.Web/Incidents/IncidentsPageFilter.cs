using AgentConsole.Domain;
using AgentConsole.Domain.Incidents;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Incidents;

/// <summary>What the list of incidents shows, as its address says it.</summary>
public sealed record IncidentsPageFilter(string Search = "", IncidentState? State = null, IncidentSeverity? Severity = null, string Agent = "", PageCursor? After = null)
{
    public bool IsNarrowed => Search.Length > 0 || State is not null || Severity is not null || Agent.Length > 0;

    public IncidentFilter Filter => new(Search, State, Severity, Agent);

    public static IncidentsPageFilter FromQuery(string? search, string? state, string? severity, string? agent, string? after) => new(
        TextOf(search),
        WireName.TryParse<IncidentState>(state, out var named) ? named : null,
        WireName.TryParse<IncidentSeverity>(severity, out var bad) ? bad : null,
        TextOf(agent),
        PageCursor.TryParse(after, out var cursor) ? cursor : null);

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        if (Search.Length > 0) parts["q"] = Search;
        if (State is { } state) parts["state"] = WireName.Of(state);
        if (Severity is { } severity) parts["severity"] = WireName.Of(severity);
        if (Agent.Length > 0) parts["agent"] = Agent;
        if (After is { } after) parts["after"] = after.ToString();
        return QueryHelpers.AddQueryString(Links.Incidents, parts);
    }

    private static string TextOf(string? text) => text is { Length: <= IncidentLimits.SearchLengthMax } ? text.Trim() : "";
}
