using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Alerts;

/// <summary>Lists alerts, those that ask for somebody first.</summary>
public sealed partial class AlertsPage
{
    private const int PageMax = 50;
    private IReadOnlyList<Alert> _alerts = [];
    private PageCursor? _next;

    [Inject] public required AlertQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "state")] public string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "severity")] public string? Severity { get; set; }

    [SupplyParameterFromQuery(Name = "agent")] public string? Agent { get; set; }

    [SupplyParameterFromQuery(Name = "rule")] public string? Rule { get; set; }

    [SupplyParameterFromQuery(Name = "shadow")] public string? Shadow { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    protected override bool IsEmpty => _alerts.Count == 0;

    private AlertsPageFilter Shown => AlertsPageFilter.FromQuery(StateName, Kind, Severity, Agent, Rule, Shadow, After);

    private string? NewestHref => Shown.After is null ? null : (Shown with { After = null }).ToHref();

    private string? OlderHref => _next is { } next ? (Shown with { After = next }).ToHref() : null;

    private static string AnyHref => new AlertsPageFilter(new()).ToHref();

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Alerts, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var page = await Query.ListAsync(Shown.Filter, Shown.After, PageMax, cancellation);
        (_alerts, _next) = (page.Rows, page.Next);
    }
}
