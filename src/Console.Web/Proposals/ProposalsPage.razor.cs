using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Proposals;

/// <summary>Every proposal, newest first, with what became of it.</summary>
public sealed partial class ProposalsPage
{
    private Page<ProposalRow> _page = new([], null);

    [Inject] public required ProposalQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")] public string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "agent")] public string? Agent { get; set; }

    [SupplyParameterFromQuery(Name = "tool")] public string? Tool { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    protected override bool IsEmpty => _page.Rows.Count == 0;

    private ProposalsPageFilter Shown => ProposalsPageFilter.FromQuery(Search, StateName, Agent, Tool, After);

    private string? NewestHref => Shown.After is null ? null : (Shown with { After = null }).ToHref();

    private string? OlderHref => _page.Next is { } next ? (Shown with { After = next }).ToHref() : null;

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Queue, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _page = await Query.RowsAsync(shown.Filter, shown.After, ProposalQuery.PageMax, cancellation);
    }
}
