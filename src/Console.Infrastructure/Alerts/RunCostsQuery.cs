using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Reads what runs cost, from the figures that the store keeps of each.</summary>
internal sealed class RunCostsQuery(TraceStore store)
{
    /// <summary>Runs that began from one time until before another, the latest first.</summary>
    public async Task<IReadOnlyList<RunCostRow>> ListAsync(AlertScope scope, DateTimeOffset from, DateTimeOffset to, int count, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        await using var list = connection.Of("");
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

        list.Say($"SELECT agent, environment, workflow, name, started_us, cost_nanos FROM trace_runs WHERE {where} ORDER BY started_us DESC, id DESC{store.Dialect.First(count)}");
        await using var rows = await list.ExecuteReaderAsync(cancellation);
        var found = new List<RunCostRow>();
        while (await rows.ReadAsync(cancellation))
            found.Add(new(rows.GetString(0), rows.GetString(1), rows.Text(2) ?? "", rows.GetString(3), StoreTime.At(rows.GetInt64(4)), rows.GetInt64(5)));
        return found;
    }
}
