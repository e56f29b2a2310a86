using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Live;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Agents;

/// <summary>Every agent, with who answers for it and what waits.</summary>
public sealed partial class AgentsPage
{
    private IReadOnlyList<AgentRow> _rows = [];
    private StopRow? _everything;
    private int _total;

    [Inject] public required AgentQuery Query { get; init; }

    [Inject] public required StopQuery Stops { get; init; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "stage")] public string? StageName { get; set; }

    [SupplyParameterFromQuery(Name = "dri")] public string? Dri { get; set; }

    [SupplyParameterFromQuery(Name = "show")] public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public int? PageNumber { get; set; }

    protected override bool IsEmpty => _total == 0;

    private AgentsPageFilter Shown => AgentsPageFilter.FromQuery(Search, StageName, Dri, Show, PageNumber);

    // The queue's topic too: what waits is a column.
    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Agents, Topic.Queue], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _everything = (await Stops.InForceAsync(cancellation)).FirstOrDefault(stop => stop.Scope == StopScope.Everything);
        _total = await Query.CountAsync(shown.Filter, cancellation);
        _rows = await Query.ListAsync(shown.Filter, shown.Skip, AgentsPageFilter.RowsPerPage, cancellation);
    }
}
