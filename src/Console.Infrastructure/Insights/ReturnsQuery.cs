using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>What each workflow comes to with agents, beside what it came to without.</summary>
public sealed class ReturnsQuery
{
    private readonly OutcomesQuery _outcomes;
    private readonly Baselines _baselines;
    private readonly TraceStore _store;

    internal ReturnsQuery(OutcomesQuery outcomes, Baselines baselines, TraceStore store) => (_outcomes, _baselines, _store) = (outcomes, baselines, store);

    /// <summary>Workflows with ended runs in the range, the busiest first, and those that only have a baseline.</summary>
    public async Task<IReadOnlyList<WorkflowReturn>> RowsAsync(InsightRange range, RollupFilter filter, CancellationToken cancellation)
    {
        var ended = await _outcomes.RowsAsync(new(range, filter, [Dimension.Workflow]), cancellation);
        var runs = (await RunsAsync(range, filter, cancellation)).ToLookup(run => run.Workflow);
        var baselines = await _baselines.AllAsync(cancellation);
        var rows = ended.Where(row => row.Ended > 0).OrderByDescending(row => row.Ended).Select(row => Of(row.Key.Names[0]!, row.Ended)).ToList();
        var shown = rows.Select(row => row.Workflow).ToHashSet(StringComparer.Ordinal);
        rows.AddRange(baselines.Keys.Where(workflow => !shown.Contains(workflow) && (filter.Workflow ?? workflow) == workflow).Order(StringComparer.Ordinal).Select(workflow => Of(workflow, 0)));
        return rows;

        WorkflowReturn Of(string workflow, long count)
        {
            var read = runs[workflow].ToList();
            return new(workflow, count, count / range.Days, read.Count,
                read.Count == 0 ? null : Median([.. read.Select(run => run.DurationMs)]),
                read.Count == 0 ? null : read.Sum(run => run.CostUsd) / read.Count, read.Count(run => run.IsUnpriced),
                Share(run => run.HasWaited), Share(run => run.HasFailed), baselines.GetValueOrDefault(workflow));

            double? Share(Func<EndedRun, bool> counts) => read.Count == 0 ? null : (double)read.Count(counts) / read.Count;
        }
    }

    // Runs, not roll-ups: how long one took, and what it cost, is known of the run alone. A bounded number of the latest speaks for all.
    private async Task<IReadOnlyList<EndedRun>> RunsAsync(InsightRange range, RollupFilter filter, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        var where = $"started_us >= @from AND started_us < @to AND state IN ({(long)RunState.Succeeded}, {(long)RunState.Failed})";
        list.Add("@from", StoreTime.MicrosOf(range.From));
        list.Add("@to", StoreTime.MicrosOf(range.To));
        foreach (var (column, name) in (IEnumerable<(string, string?)>)[("agent", filter.Agent), ("environment", filter.Environment), ("workflow", filter.Workflow)])
        {
            if (name is null) continue;
            where += $" AND {column} = @{column}";
            list.Add("@" + column, name);
        }

        list.Say($"""
            SELECT workflow, started_us, ended_us, cost_nanos, unpriced, waited_ms, state FROM trace_runs WHERE {where}
            ORDER BY started_us DESC, id DESC{_store.Dialect.First(InsightsLimits.RunsReadMax)}
            """);
        await using var rows = await list.ExecuteReaderAsync(cancellation);
        var found = new List<EndedRun>();
        while (await rows.ReadAsync(cancellation))
        {
            if (rows.Long(2) is not { } ended) continue;
            found.Add(new(rows.Text(0) ?? "", Math.Max(0, ended - rows.GetInt64(1)) / 1000.0, rows.GetInt64(3) / 1_000_000_000m, rows.GetInt64(4) > 0, rows.GetInt64(5) > 0,
                (RunState)rows.GetInt64(6) == RunState.Failed));
        }

        return found;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private readonly record struct EndedRun(string Workflow, double DurationMs, decimal CostUsd, bool IsUnpriced, bool HasWaited, bool HasFailed);
}
