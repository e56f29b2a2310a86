using AgentConsole.Domain.Access;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools.Executions;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>What the console runs itself; first of all what nobody knows the end of.</summary>
public sealed partial class ExecutionsPage
{
    private IReadOnlyList<ExecutionRow> _unknown = [];
    private IReadOnlyList<ExecutionRow> _rows = [];
    private PageCursor? _next;
    private bool _mayResolve;

    [Inject] public required ExecutionQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "state")] public string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? AfterText { get; set; }

    protected override bool IsEmpty => _rows.Count == 0 && _unknown.Count == 0;

    private ExecutionsPageFilter Shown => ExecutionsPageFilter.FromQuery(StateName, AfterText);

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Executions, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _mayResolve = Reader?.May(Permission.ResolveOutcomes) ?? false;
        _unknown = shown.Status is null or ExecutionStatus.Unknown && shown.After is null ? await Query.UnknownAsync(cancellation) : [];
        var page = await Query.PageAsync(shown.Status, shown.After, ExecutionsPageFilter.RowsPerPage, cancellation);
        (_rows, _next) = (page.Rows, page.Next);
    }
}
