using System.Globalization;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>What agents cost: over time, by whom or what, and what the month may come to.</summary>
public sealed partial class SpendPage
{
    private const int RowsShown = 100;
    private const int RunsShown = 10;
    private static readonly Dimension[] Splits = [Dimension.Agent, Dimension.Model, Dimension.Tool, Dimension.Workflow, Dimension.Environment];
    private static readonly Dimension[] Filters = [Dimension.Agent, Dimension.Environment, Dimension.Workflow, Dimension.Model];
    private IReadOnlyList<SpendRow> _rows = [];
    private IReadOnlyList<DearRunRow> _dearest = [];
    private RollupSums _total;
    private double? _unpricedShare;
    private SpendForecast? _forecast;
    private ChartSpec? _chart;

    [Inject] public required SpendQuery Query { get; init; }

    [Inject] public required RunsQuery Runs { get; init; }

    [Inject] public required CapQuery CapsInForce { get; init; }

    protected override bool IsEmpty => _total.CostUsd == 0 && _total.Unpriced == 0;

    private Dimension Split => SplitOf(Splits);

    private string UnpricedWords => _total.Unpriced == 0 ? "Everything that costs has a price."
        : (_unpricedShare is { } share ? $"{InsightsWords.Percent(share)} of model calls. " : "") + "What they cost is in no figure here.";

    // A cap a day is one of an agent over all its environments: it has a place only where just that is shown, day by day.
    private async Task<IReadOnlyList<ChartCap>> CapsAsync(CancellationToken cancellation) =>
        Range.Step == TimeSpan.FromDays(1) && Shown.Whose is { Agent: { } agent, Environment: null, Workflow: null, Model: null }
        && await CapsInForce.OfDayAsync(agent, cancellation) is { } nanos
            ? [new("cap a day", nanos / 1e9)]
            : [];

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await Query.RowsAsync(new(Range, Shown.Whose, [Split]), cancellation);
        _total = rows.Select(row => row.Sums).Aggregate(default(RollupSums), RollupSums.Add);
        _rows = [.. rows.Where(row => row.Sums.CostUsd > 0 || row.Sums.Unpriced > 0).OrderByDescending(row => row.Sums.CostUsd).ThenBy(row => row.Key.Names[0], StringComparer.Ordinal).Take(RowsShown)];
        _unpricedShare = _total.Unpriced == 0 ? null : await Query.UnpricedShareAsync(Range, Shown.Whose, cancellation);
        var whose = Shown.Whose;
        var dearest = await Runs.DearestAsync(new(Agent: whose.Agent, Environment: whose.Environment, Workflow: whose.Workflow, From: Range.From, To: Range.To, Tool: whose.Tool, Model: whose.Model, Rule: whose.Rule),
            RunsShown, cancellation);
        var capped = new List<DearRunRow>();
        foreach (var run in dearest) capped.Add(new(run, await CapsInForce.OfRunAsync(run.Agent, run.Environment, run.Name, cancellation)));
        _dearest = capped;
        _forecast = await Query.ForecastAsync(Shown.Whose, cancellation);
        _chart = (await SpendChart.ReadAsync(Query, Range, Shown.Whose, Split, _rows, cancellation)) with { Caps = await CapsAsync(cancellation) };
    }

    private double? ShareOf(SpendRow row) => _total.CostUsd == 0 ? null : (double)(row.Sums.CostUsd / _total.CostUsd);

    private string HrefOf(SpendRow row) =>
        RunsLink.Of(Range, RunsLink.Narrowed(Shown.Whose, Split, row.Key.Names[0]), ("cost_min", 0.000000001m.ToString(CultureInfo.InvariantCulture)));
}
