using System.Data.Common;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>How workflows went before agents did them, by workflow. They lie beside the figures that they are held against; the ledger has each that was recorded.</summary>
public sealed class Baselines
{
    private const string Columns = "workflow, resolution_ms, cost_nanos, per_day_milli, person_bp, failed_bp, note, recorded_by, recorded_us";
    private readonly TraceStore _store;

    internal Baselines(TraceStore store) => _store = store;

    public async Task<IReadOnlyDictionary<string, WorkflowBaseline>> AllAsync(CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var list = connection.Of($"SELECT {Columns} FROM trace_baselines");
        await using var rows = await list.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<string, WorkflowBaseline>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation)) found[rows.GetString(0)] = Read(rows);
        return found;
    }

    internal async Task KeepAsync(WorkflowBaseline baseline, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var change = connection.Of("""
            UPDATE trace_baselines SET resolution_ms = @resolution, cost_nanos = @cost, per_day_milli = @per_day, person_bp = @person, failed_bp = @failed,
              note = @note, recorded_by = @by, recorded_us = @at WHERE workflow = @workflow
            """, transaction);
        Fill(change, baseline);
        if (await change.ExecuteNonQueryAsync(cancellation) == 0)
        {
            await using var make = connection.Of($"""
                INSERT INTO trace_baselines ({Columns}) VALUES (@workflow, @resolution, @cost, @per_day, @person, @failed, @note, @by, @at)
                """, transaction);
            Fill(make, baseline);
            await make.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static void Fill(DbCommand command, WorkflowBaseline baseline)
    {
        command.Add("@workflow", baseline.Workflow);
        command.AddLong("@resolution", baseline.ResolutionMs);
        command.AddLong("@cost", baseline.CostNanos);
        command.AddLong("@per_day", baseline.PerDayMilli);
        command.AddLong("@person", baseline.PersonBasisPoints);
        command.AddLong("@failed", baseline.FailedBasisPoints);
        command.AddText("@note", baseline.Note);
        command.Add("@by", baseline.RecordedBy);
        command.Add("@at", StoreTime.MicrosOf(baseline.RecordedAt));
    }

    private static WorkflowBaseline Read(DbDataReader row) => new(
        row.GetString(0), row.Long(1), row.Long(2), row.Long(3), (int?)row.Long(4), (int?)row.Long(5), row.Text(6), row.GetString(7), StoreTime.At(row.GetInt64(8)));
}
