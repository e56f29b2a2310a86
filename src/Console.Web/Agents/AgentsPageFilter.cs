using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Agents;

/// <summary>What the Agents page shows, as its address says it.</summary>
public sealed record AgentsPageFilter(
    string Search = "", Stage? Stage = null, string Dri = "", bool IsStoppedOnly = false, bool IsArchived = false, int Page = 1)
{
    public const int RowsPerPage = 50;
    private const int PageMax = 10_000;

    public bool IsNarrowed => Filter != new AgentFilter();

    public int Skip => (Page - 1) * RowsPerPage;

    public AgentFilter Filter => new(Search, Stage, Dri, IsStoppedOnly, IsArchived);

    public static AgentsPageFilter FromQuery(string? search, string? stage, string? dri, string? show, int? page) => new(
        search is { Length: <= AgentLimits.NameLengthMax } ? search.Trim() : "",
        WireName.TryParse<Stage>(stage, out var named) ? named : null,
        dri is { Length: <= AccessLimits.EmailLengthMax } ? dri.Trim() : "",
        show == "stopped", show == "archived",
        page is >= 1 and <= PageMax ? page.Value : 1);

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        if (Search.Length > 0) parts["q"] = Search;
        if (Stage is { } stage) parts["stage"] = WireName.Of(stage);
        if (Dri.Length > 0) parts["dri"] = Dri;
        if (IsStoppedOnly || IsArchived) parts["show"] = IsStoppedOnly ? "stopped" : "archived";
        if (Page > 1) parts["page"] = Page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(Links.Agents, parts);
    }
}
