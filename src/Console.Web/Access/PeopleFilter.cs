using System.Globalization;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Access;

/// <summary>What the page People shows; its URL and nothing else keeps it.</summary>
internal sealed record PeopleFilter(string? Search, int Page)
{
    private const int PageMax = 10_000;

    public static PeopleFilter FromQuery(string? search, int? page) =>
        new(string.IsNullOrWhiteSpace(search) ? null : search.Trim(), Math.Clamp(page ?? 1, 1, PageMax));

    public string ToQuery()
    {
        List<string> parts = [];
        if (Search is { } search) parts.Add("search=" + Uri.EscapeDataString(search));
        if (Page > 1) parts.Add("page=" + Page.ToString(CultureInfo.InvariantCulture));
        return parts.Count == 0 ? Links.People : $"{Links.People}?{string.Join('&', parts)}";
    }
}
