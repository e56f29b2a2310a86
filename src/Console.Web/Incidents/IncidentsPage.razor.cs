using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>Every incident, newest first.</summary>
public sealed partial class IncidentsPage
{
    private Page<IncidentRow> _page = new([], null);
    private bool _maySeeTargets;

    [Inject] public required IncidentQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")] public string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "severity")] public string? SeverityName { get; set; }

    [SupplyParameterFromQuery(Name = "agent")] public string? Agent { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    protected override bool IsEmpty => _page.Rows.Count == 0;

    private IncidentsPageFilter Shown => IncidentsPageFilter.FromQuery(Search, StateName, SeverityName, Agent, After);

    private string? NewestHref => Shown.After is null ? null : (Shown with { After = null }).ToHref();

    private string? OlderHref => _page.Next is { } next ? (Shown with { After = next }).ToHref() : null;

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Incidents, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _maySeeTargets = Reader?.May(Permission.ReadDeliveries) ?? false;
        _page = await Query.ListAsync(shown.Filter, shown.After, IncidentLimits.PageSize, cancellation);
    }
}
