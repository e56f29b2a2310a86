using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Tools;

/// <summary>What the Tools page shows, as its address says it.</summary>
public sealed record ToolsPageFilter(string Search = "", SideEffect? SideEffect = null, int Page = 1)
{
    public const int RowsPerPage = 50;
    private const int PageMax = 10_000;

    public bool IsNarrowed => Search.Length > 0 || SideEffect is not null;

    public int Skip => (Page - 1) * RowsPerPage;

    public ToolFilter Filter => new(Search, SideEffect);

    public static ToolsPageFilter FromQuery(string? search, string? effect, int? page) => new(
        search is { Length: <= ProposalLimits.ToolNameLengthMax } ? search.Trim() : "",
        WireName.TryParse<SideEffect>(effect, out var named) ? named : null,
        page is >= 1 and <= PageMax ? page.Value : 1);

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        if (Search.Length > 0) parts["q"] = Search;
        if (SideEffect is { } effect) parts["effect"] = WireName.Of(effect);
        if (Page > 1) parts["page"] = Page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(Links.Tools, parts);
    }
}
