using System.Collections.ObjectModel;
using System.Globalization;
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

    /// <summary>What one run told so far; 0 where it told nothing.</summary>
    internal async Task<long> OfRunAsync(string agent, string environment, string run, CancellationToken cancellation)
    {
        if (_store is null) return 0;
        await using var connection = await _store.OpenAsync(cancellation);
        await using var read = connection.Of("SELECT cost_nanos FROM trace_runs WHERE agent = @agent AND environment = @environment AND name = @name");
        read.Add("@agent", agent);
        read.Add("@environment", environment);
        read.Add("@name", run);
        return await read.ExecuteScalarAsync(cancellation) is { } cost ? Convert.ToInt64(cost, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>What every agent, environment or workflow told of a day in UTC.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> OfDayAsync(BudgetKind kind, DateTimeOffset at, CancellationToken cancellation)
    {
        if (_store is null) return ReadOnlyDictionary<string, long>.Empty;
        var day = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
        var by = kind switch { BudgetKind.Agent => Dimension.Agent, BudgetKind.Environment => Dimension.Environment, _ => Dimension.Workflow };
        var rows = await new RollupQuery(_store).SumsAsync(new(new(day, day.AddDays(1), Grain.Day), RollupFilter.Everything, [by]), cancellation);
        return rows.Where(row => row.Keys[0] is not null).ToDictionary(row => row.Keys[0]!, row => (long)(row.Sums.CostUsd * NanosPerUnit), StringComparer.Ordinal);
    }

    /// <summary>An agent's runs that began since and cost at least so much.</summary>
    internal async Task<IReadOnlyList<(string Environment, string Run, long Nanos)>> RunsFromAsync(string agent, long nanos, DateTimeOffset since, CancellationToken cancellation)
    {
        if (_store is null) return [];
        await using var connection = await _store.OpenAsync(cancellation);
        await using var read = connection.Of($"""
            SELECT environment, name, cost_nanos FROM trace_runs WHERE agent = @agent AND started_us >= @since AND cost_nanos >= @nanos
            ORDER BY cost_nanos DESC, id DESC{_store.Dialect.First(SpendLimits.CarryBatchMax)}
            """);
        read.Add("@agent", agent);
        read.Add("@since", StoreTime.MicrosOf(since));
        read.Add("@nanos", nanos);
        var found = new List<(string, string, long)>();
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) found.Add((rows.GetString(0), rows.GetString(1), rows.GetInt64(2)));
        return found;
    }
}
