using System.Data.Common;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Reads what runs cost, from the figures that the store keeps of each.</summary>
internal sealed class RunCostsQuery(TraceStore store)
{
    /// <summary>Runs that began from one time until before another, the latest first.</summary>
    public Task<IReadOnlyList<RunCostRow>> ListAsync(AlertScope scope, DateTimeOffset from, DateTimeOffset to, int count, CancellationToken cancellation) =>
        ListAsync(scope, from, to, "started_us DESC, id DESC", count, cancellation);

    /// <summary>The same, the dearest first.</summary>
    public Task<IReadOnlyList<RunCostRow>> DearListAsync(AlertScope scope, DateTimeOffset from, DateTimeOffset to, int count, CancellationToken cancellation) =>
        ListAsync(scope, from, to, "cost_nanos DESC, id DESC", count, cancellation);

    /// <summary>What the dearest run of each agent and workflow cost, where it cost so much, the dearest first.</summary>
    public async Task<IReadOnlyList<(AlertScope Scope, long Nanos)>> DearestAsync(
        AlertScope scope, DateTimeOffset from, DateTimeOffset to, long leastNanos, int count, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        var where = Where(list, scope, from, to);
        list.Add("@least", leastNanos);
        list.Say($"""
            SELECT agent, COALESCE(workflow, ''), MAX(cost_nanos) FROM trace_runs WHERE {where} AND cost_nanos >= @least
            GROUP BY agent, COALESCE(workflow, '') ORDER BY MAX(cost_nanos) DESC{store.Dialect.First(count)}
            """);
        await using var rows = await list.ExecuteReaderAsync(cancellation);
        var found = new List<(AlertScope, long)>();
        while (await rows.ReadAsync(cancellation)) found.Add((new(rows.GetString(0), Workflow: rows.GetString(1)), rows.GetInt64(2)));
        return found;
    }

    private async Task<IReadOnlyList<RunCostRow>> ListAsync(AlertScope scope, DateTimeOffset from, DateTimeOffset to, string order, int count, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        await using var list = connection.Of("");
        var where = Where(list, scope, from, to);
        list.Say($"SELECT agent, environment, workflow, name, started_us, cost_nanos FROM trace_runs WHERE {where} ORDER BY {order}{store.Dialect.First(count)}");
        await using var rows = await list.ExecuteReaderAsync(cancellation);
        var found = new List<RunCostRow>();
        while (await rows.ReadAsync(cancellation))
            found.Add(new(rows.GetString(0), rows.GetString(1), rows.Text(2) ?? "", rows.GetString(3), StoreTime.At(rows.GetInt64(4)), rows.GetInt64(5)));
        return found;
    }

    private static string Where(DbCommand list, AlertScope scope, DateTimeOffset from, DateTimeOffset to)
    {
        var where = "started_us >= @from AND started_us < @to";
        list.Add("@from", StoreTime.MicrosOf(from));
        list.Add("@to", StoreTime.MicrosOf(to));
        if (scope.Agent is { } agent)
        {
            where += " AND agent = @agent";
            list.Add("@agent", agent);
        }

        if (scope.Workflow is { } workflow)
        {
            where += workflow.Length == 0 ? " AND workflow IS NULL" : " AND workflow = @workflow";
            if (workflow.Length > 0) list.Add("@workflow", workflow);
        }

        return where;
    }
}
