using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>The first look: what every role needs, its own parts first.</summary>
public sealed partial class OverviewPage
{
    private const int FaultyShown = 8;
    private const int BaselineDays = 30;
    private static readonly Dimension[] Filters = [Dimension.Agent, Dimension.Environment, Dimension.Workflow];
    private IReadOnlyList<OverviewPart> _parts = [];
    private IReadOnlyDictionary<AlertSeverity, int> _alerts = new Dictionary<AlertSeverity, int>();
    private RollupSums _spend;
    private long _wrong;
    private long _denied;
    private IReadOnlyList<WaitingRow> _waiting = [];
    private IReadOnlyList<DriftRow> _fallen = [];
    private IReadOnlyList<RunFigures> _faulty = [];
    private IReadOnlyList<OwnAgent> _own = [];
    private ChartSpec? _spendChart;
    private ChartSpec? _errorsChart;
    private ChartSpec? _denialsChart;
    private ChartSpec? _approvalsChart;

    [Inject] public required SpendQuery Spend { get; init; }

    [Inject] public required DenialsQuery Denials { get; init; }

    [Inject] public required ApprovalsQuery Approvals { get; init; }

    [Inject] public required ErrorsQuery Errors { get; init; }

    [Inject] public required OutcomesQuery Outcomes { get; init; }

    [Inject] public required RunsQuery Runs { get; init; }

    [Inject] public required AgentQuery Agents { get; init; }

    [Inject] public required AlertQuery Alerts { get; init; }

    protected override IReadOnlyList<Topic> Besides => [Topic.Queue, Topic.Alerts];

    private Tone AlertsTone => _alerts.ContainsKey(AlertSeverity.Critical) ? Tone.Danger : _alerts.Count > 0 ? Tone.Warn : Tone.Neutral;

    private string AlertsWords => _alerts.TryGetValue(AlertSeverity.Critical, out var critical) ? $"of them {InsightsWords.Count(critical)} critical" : "none critical";

    private string OldestWords => _waiting.Count == 0 ? "nobody" : $"the oldest for {InsightsWords.Took((Now - _waiting.Min(row => row.OldestAt)).TotalMilliseconds)}";

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var whose = Shown.Whose;
        _alerts = await Alerts.CountAsync(cancellation);
        _parts = OverviewParts.Of(Reader?.Roles ?? new HashSet<Role>());
        var spend = (await Spend.RowsAsync(new(Range, whose, [Dimension.Agent]), cancellation)).OrderByDescending(row => row.Sums.CostUsd).ToList();
        _spend = spend.Select(row => row.Sums).Aggregate(default(RollupSums), RollupSums.Add);
        _spendChart = await SpendChart.ReadAsync(Spend, Range, whose, Dimension.Agent, spend, cancellation);
        var errors = await Errors.RowsAsync(new(Range, whose, [Dimension.Kind], IsByTime: true), cancellation);
        _wrong = errors.Sum(row => row.Sums.Events);
        _errorsChart = ErrorsChart.Of(Range, whose, errors);
        var denials = await Denials.RowsAsync(new(Range, whose, [], IsByTime: true), cancellation);
        _denied = denials.Sum(row => row.Denied);
        _denialsChart = DenialsChart.Of(Range, whose, denials);
        _approvalsChart = ApprovalsChart.Decided(Range, whose, await Approvals.RowsAsync(new(Range, whose, [], IsByTime: true), cancellation));
        _waiting = await Approvals.WaitingAsync(whose, cancellation);
        _fallen = [.. (await Outcomes.DriftAsync(Range, InsightRange.Of(Range.From.AddDays(-BaselineDays), Range.From, Now), null, whose, [], cancellation)).Where(row => row.Drift.State == DriftState.Fallen)];
        _faulty = await Runs.ListAsync(new(Agent: whose.Agent, Environment: whose.Environment, Workflow: whose.Workflow, State: RunState.Open, IsFaulty: true, From: Range.From, To: Range.To), null, FaultyShown, cancellation);
        _own = await OwnAsync(spend, cancellation);
    }

    private async Task<IReadOnlyList<OwnAgent>> OwnAsync(List<SpendRow> spend, CancellationToken cancellation)
    {
        if (Reader is not { } reader || !reader.Roles.Contains(Role.Dri)) return [];
        var own = await Agents.AnsweredForByAsync(reader.Id, cancellation);
        if (own.Count == 0) return [];
        var ended = (await Outcomes.RowsAsync(new(Range, Shown.Whose, [Dimension.Agent]), cancellation)).ToDictionary(row => row.Key.Names[0]!);
        var errors = (await Errors.RowsAsync(new(Range, Shown.Whose, [Dimension.Agent]), cancellation)).ToDictionary(row => row.Keys[0]!);
        return
        [
            .. own.Select(agent => new OwnAgent(agent, ended.GetValueOrDefault(agent)?.Ended ?? 0, ended.GetValueOrDefault(agent)?.Share,
                spend.Find(row => row.Key.Names[0] == agent)?.Sums.CostUsd ?? 0, errors.GetValueOrDefault(agent)?.Sums.Events ?? 0)),
        ];
    }

    private static string TitleOf(OverviewPart part) => part switch
    {
        OverviewPart.Own => "Agents you answer for",
        OverviewPart.Spend => "Spend",
        OverviewPart.Errors => "What went wrong",
        OverviewPart.Denials => "Denials",
        OverviewPart.Approvals => "Approvals",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private sealed record OwnAgent(string Agent, long Ended, double? SuccessShare, decimal CostUsd, long Errors);
}
