using System.Collections.ObjectModel;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>What runs told that they cost, in billionths of a US dollar. What has no known price is not in it.</summary>
public sealed class TracedSpendQuery
{
    private const decimal NanosPerUnit = 1_000_000_000m;

    private readonly TraceStore? _store;

    /// <param name="store">Null on a node that keeps no operational store: nothing is told there.</param>
    internal TracedSpendQuery(TraceStore? store) => _store = store;

    /// <summary>What each of these agents told of a day in UTC; one that told nothing is not in it.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> OfDayAsync(IReadOnlyList<string> agents, DateTimeOffset at, CancellationToken cancellation)
    {
        if (_store is null || agents.Count == 0) return ReadOnlyDictionary<string, long>.Empty;
        var day = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var piece in agents.Distinct(StringComparer.Ordinal).Chunk(SpendLimits.CarryBatchMax))
            foreach (var row in await new RollupQuery(_store).SumsAsync(new(new(day, day.AddDays(1), Grain.Day), RollupFilter.Everything, [Dimension.Agent], Named: piece), cancellation))
                if (row.Keys[0] is { } agent) told[agent] = (long)Math.Min(row.Sums.CostUsd * NanosPerUnit, SpendLimits.UseNanosMax);
        return told;
    }

    /// <summary>The runs that told something since and cost something, the latest first.</summary>
    internal async Task<IReadOnlyList<(string Agent, string Environment, string Run, long Nanos)>> RunsSinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        if (_store is null) return [];
        await using var connection = await _store.OpenAsync(cancellation);
        await using var read = connection.Of($"""
            SELECT agent, environment, name, cost_nanos FROM trace_runs WHERE last_us >= @since AND cost_nanos > 0
            ORDER BY last_us DESC, id DESC{_store.Dialect.First(SpendLimits.CarryRunsMax)}
            """);
        read.Add("@since", StoreTime.MicrosOf(since));
        var found = new List<(string, string, string, long)>();
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) found.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3)));
        return found;
    }
}
