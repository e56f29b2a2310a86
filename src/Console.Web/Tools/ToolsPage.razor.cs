using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Tools;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Tools;

/// <summary>Every tool in use, by its current contract.</summary>
public sealed partial class ToolsPage
{
    private IReadOnlyList<ToolRow> _rows = [];
    private int _total;

    [Inject] public required ToolQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "effect")] public string? EffectName { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public int? PageNumber { get; set; }

    protected override bool IsEmpty => _total == 0;

    private ToolsPageFilter Shown => ToolsPageFilter.FromQuery(Search, EffectName, PageNumber);

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Tools, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _total = await Query.CountAsync(shown.Filter, cancellation);
        _rows = await Query.ListAsync(shown.Filter, shown.Skip, ToolsPageFilter.RowsPerPage, cancellation);
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
