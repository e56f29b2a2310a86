using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Proposals;

/// <summary>What the Proposals page shows, as its address says it.</summary>
public sealed record ProposalsPageFilter(
    string Search = "", ProposalStatus? Status = null, string Agent = "", string Tool = "", PageCursor? After = null)
{
    public bool IsNarrowed => Search.Length > 0 || Status is not null || Agent.Length > 0 || Tool.Length > 0;

    public ProposalFilter Filter => new(Search, Status, NullIfEmpty(Agent), NullIfEmpty(Tool));

    public static ProposalsPageFilter FromQuery(string? search, string? state, string? agent, string? tool, string? after) => new(
        TextOf(search),
        WireName.TryParse<ProposalStatus>(state, out var status) ? status : null,
        TextOf(agent),
        TextOf(tool),
        PageCursor.TryParse(after, out var cursor) ? cursor : null);

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        if (Search.Length > 0) parts["q"] = Search;
        if (Status is { } status) parts["state"] = WireName.Of(status);
        if (Agent.Length > 0) parts["agent"] = Agent;
        if (Tool.Length > 0) parts["tool"] = Tool;
        if (After is { } after) parts["after"] = after.ToString();
        return QueryHelpers.AddQueryString(Links.Proposals, parts);
    }

    private static string TextOf(string? text) => text is { Length: <= ProposalFilter.TextLengthMax } ? text.Trim() : "";

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
