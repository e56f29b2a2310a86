using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>How runs end, and whether that has become worse.</summary>
public sealed class OutcomesQuery
{
    private static readonly string Good = WireName.Of(TraceOutcome.Ok);
    private readonly RollupQuery _rollups;
    private readonly TraceStore _store;

    internal OutcomesQuery(RollupQuery rollups, TraceStore store) => (_rollups, _store) = (rollups, store);

    public async Task<IReadOnlyList<OutcomeRow>> RowsAsync(RollupAsk ask, CancellationToken cancellation) =>
    [
        .. (await _rollups.GroupsAsync(ask, Series.EndedRuns, [Dimension.Outcome], Enum.GetValues<TraceOutcome>().Length, cancellation))
            .Select(group => new OutcomeRow(group.Key, Sum(group, isGood: true), Sum(group, isGood: false))),
    ];

    /// <summary>Tests each group that ended runs since a moment against what came before it.</summary>
    /// <param name="baseline">What came before; null where a share is stated instead.</param>
    /// <param name="stated">A share that was promised, instead of the baseline's.</param>
    /// <param name="by">Of agent, environment and workflow, those that are told apart; the agent always is.</param>
    public Task<IReadOnlyList<DriftRow>> DriftAsync(InsightRange recent, InsightRange? baseline, double? stated, RollupFilter filter, IReadOnlyList<Dimension> by, CancellationToken cancellation) =>
        DriftAsync(recent, baseline, stated, filter, by, isLatest: false, cancellation);

    /// <summary>Tests the latest runs of a range, as many as a test is planned for, against what came before the range; each time it is asked this is a test of its own.</summary>
    public Task<IReadOnlyList<DriftRow>> LatestDriftAsync(InsightRange recent, InsightRange baseline, RollupFilter filter, CancellationToken cancellation) =>
        DriftAsync(recent, baseline, null, filter, [], isLatest: true, cancellation);

    private async Task<IReadOnlyList<DriftRow>> DriftAsync(
        InsightRange recent, InsightRange? baseline, double? stated, RollupFilter filter, IReadOnlyList<Dimension> by, bool isLatest, CancellationToken cancellation)
    {
        Dimension[] groups = [Dimension.Agent, .. by.Where(dimension => dimension is Dimension.Environment or Dimension.Workflow).Distinct()];
        var now = await RowsAsync(new(recent, filter, groups), cancellation);
        var before = baseline is null ? [] : (await RowsAsync(new(baseline, filter, groups), cancellation)).ToDictionary(row => row.Key);
        var found = new List<DriftRow>();
        foreach (var row in now.OrderByDescending(row => row.Ended).Take(InsightsLimits.DriftGroupsMax))
        {
            DriftBaseline against = stated is { } share ? new DriftBaseline.Stated(share)
                : before.GetValueOrDefault(row.Key) is { } earlier ? new DriftBaseline.Runs(Count(earlier.Succeeded), Count(earlier.Failed)) : new DriftBaseline.Runs(0, 0);
            var (agent, environment, workflow) = (row.Key.Names[0]!, NameOf(Dimension.Environment) ?? filter.Environment, NameOf(Dimension.Workflow) ?? filter.Workflow);
            var outcomes = await EndedAsync(agent, environment, workflow, recent, against.PlannedRuns, isLatest, cancellation);
            found.Add(new(agent, NameOf(Dimension.Environment), NameOf(Dimension.Workflow), OutcomeDrift.Of(against, outcomes)));

            string? NameOf(Dimension dimension) => Array.IndexOf(groups, dimension) is >= 0 and var at ? row.Key.Names[at] : null;
        }

        return [.. found.OrderBy(row => row.Drift.Chance).ThenBy(row => row.Agent, StringComparer.Ordinal)];
    }

    // The first or the latest so many that began in the range and have ended, in their order: a test looks at each once.
    private async Task<IReadOnlyList<bool>> EndedAsync(
        string agent, string? environment, string? workflow, InsightRange range, int count, bool isLatest, CancellationToken cancellation)
    {
        if (count == 0) return [];
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        list.Add("@agent", agent);
        list.Add("@from", StoreTime.MicrosOf(range.From));
        list.Add("@to", StoreTime.MicrosOf(range.To));
        var where = $"agent = @agent AND started_us >= @from AND started_us < @to AND state IN ({(long)RunState.Succeeded}, {(long)RunState.Failed})";
        if (environment is not null)
        {
            where += " AND environment = @environment";
            list.Add("@environment", environment);
        }

        if (workflow is not null)
        {
            where += workflow.Length == 0 ? " AND workflow IS NULL" : " AND workflow = @workflow";
            if (workflow.Length > 0) list.Add("@workflow", workflow);
        }

        list.Say($"SELECT state FROM trace_runs WHERE {where} ORDER BY {(isLatest ? "started_us DESC, id DESC" : "started_us, id")}{_store.Dialect.First(count)}");
        await using var rows = await list.ExecuteReaderAsync(cancellation);
        var outcomes = new List<bool>(count);
        while (await rows.ReadAsync(cancellation)) outcomes.Add((RunState)rows.GetInt64(0) == RunState.Succeeded);
        if (isLatest) outcomes.Reverse();
        return outcomes;
    }

    private static long Sum(IEnumerable<RollupRow> group, bool isGood) => group.Where(row => row.Keys[^1] == Good == isGood).Sum(row => row.Sums.Events);

    private static int Count(long runs) => (int)Math.Min(runs, int.MaxValue / 2);
}
