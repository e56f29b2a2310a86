using System.Data.Common;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Reads the figures of runs.</summary>
internal static class RunReader
{
    public const string Columns = """
        id, agent, environment, name, is_guessed, workflow, agent_version, model, trigger_word, started_us, last_us, ended_us, end_word, state,
        events, model_calls, tool_calls, errors, denials, input_tokens, output_tokens, cost_nanos, unpriced, waited_ms, fault_us, fault
        """;

    public static RunFigures Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4) == 1, row.Text(5), row.Text(6), row.Text(7), row.Text(8),
        StoreTime.At(row.GetInt64(9)), StoreTime.At(row.GetInt64(10)), row.Long(11) is { } ended ? StoreTime.At(ended) : null, row.Text(12), (RunState)row.GetInt64(13),
        row.GetInt64(14), row.GetInt64(15), row.GetInt64(16), row.GetInt64(17), row.GetInt64(18), row.GetInt64(19), row.GetInt64(20), row.GetInt64(21),
        row.GetInt64(22), row.GetInt64(23), row.Long(24) is { } fault ? StoreTime.At(fault) : null, row.Long(25) is { } domain ? (FaultDomain)domain : null);
}
