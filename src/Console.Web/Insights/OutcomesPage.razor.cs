using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>How runs end, and the tests of whether that has become worse.</summary>
public sealed partial class OutcomesPage
{
    private static readonly Dimension[] Splits = [Dimension.Agent, Dimension.Workflow, Dimension.Environment];
    private static readonly Dimension[] Filters = [Dimension.Agent, Dimension.Environment, Dimension.Workflow];
    private IReadOnlyList<DriftRow> _drift = [];
    private DriftWindows _windows = null!;
    private long _succeeded;
    private long _failed;
    private ChartSpec? _chart;

    [Inject] public required OutcomesQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "baseline_from")] public string? BaselineFrom { get; set; }

    [SupplyParameterFromQuery(Name = "share")] public string? Share { get; set; }

    protected override bool IsEmpty => _succeeded + _failed == 0;

    private Dimension Split => SplitOf(Splits);

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!DriftWindows.TryRead(Range, BaselineFrom, Share, Now, out _windows, out var fault)) Fault = fault;
        var rows = await Query.RowsAsync(new(Range, Shown.Whose, [Split]), cancellation);
        (_succeeded, _failed) = (rows.Sum(row => row.Succeeded), rows.Sum(row => row.Failed));
        IReadOnlyList<string> names = [.. rows.OrderByDescending(row => row.Ended).Take(InsightsLimits.SeriesShownMax).Select(row => row.Key.Names[0]!)];
        _chart = OutcomesChart.Of(Range, Shown.Whose, Split, names, await Query.RowsAsync(new(Range, Shown.Whose, [Split], IsByTime: true, Named: names), cancellation));
        _drift = await Query.DriftAsync(_windows.Recent, _windows.Baseline, _windows.Stated, Shown.Whose, Split == Dimension.Agent ? [] : [Split], cancellation);
    }

    private string NameOf(DriftRow row) => Split switch
    {
        Dimension.Workflow => $"{InsightsWords.NameOf(row.Workflow, Split)} ({row.Agent})",
        Dimension.Environment => $"{row.Environment} ({row.Agent})",
        _ => row.Agent,
    };

    private string HrefOf(DriftRow row) => RunsLink.Of(Range, Shown.Whose with
    {
        Agent = row.Agent,
        Environment = row.Environment ?? Shown.Whose.Environment,
        Workflow = row.Workflow is { Length: > 0 } workflow ? workflow : Shown.Whose.Workflow,
    }, ("state", "failed"));
}
