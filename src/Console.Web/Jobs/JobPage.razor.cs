using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Jobs;

/// <summary>One job: its plan, and what came of its runs on every node.</summary>
public sealed partial class JobPage
{
    private const int RowsMax = 50;

    private JobRow? _row;
    private IReadOnlyList<JobRun> _runs = [];
    private string? _older;

    [Parameter] public string Name { get; set; } = "";

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [Inject] public required JobsQuery Query { get; init; }

    protected override bool IsEmpty => _row is null;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Jobs, Topic.JobRuns], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _row = await Query.FindAsync(Name, cancellation);
        if (_row is null) return;
        var page = await Query.RunsAsync(Name, PageCursor.TryParse(After, out var after) ? after : null, RowsMax, cancellation);
        (_runs, _older) = (page.Rows, page.Next?.ToString());
    }
}
