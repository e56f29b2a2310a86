using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Deliveries;

/// <summary>What the Deliveries page shows, as its address says it.</summary>
public sealed record DeliveriesPageFilter(string Search = "", DeliveryStatus? Status = null, int Page = 1, DeliveryId? Open = null)
{
    public const int RowsPerPage = 50;
    private const int PageMax = 10_000;

    public bool IsNarrowed => Search.Length > 0 || Status is not null;

    public int Skip => (Page - 1) * RowsPerPage;

    public DeliveriesFilter Filter => new(Search, Status);

    public static DeliveriesPageFilter FromQuery(string? search, string? state, int? page, string? open) => new(
        search is { Length: <= DeliveriesLimits.SearchCharactersMax } ? search.Trim() : "",
        WireName.TryParse<DeliveryStatus>(state, out var status) ? status : null,
        page is >= 1 and <= PageMax ? page.Value : 1,
        DeliveryId.TryParse(open, out var id) ? id : null);

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        if (Search.Length > 0) parts["q"] = Search;
        if (Status is { } status) parts["state"] = WireName.Of(status);
        if (Page > 1) parts["page"] = Page.ToString(CultureInfo.InvariantCulture);
        if (Open is { } open) parts["open"] = open.ToString();
        return QueryHelpers.AddQueryString(Links.Deliveries, parts);
    }
}
