using System.Data.Common;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>
/// The operational store: apart from the ledger and from everything that decides, with a short memory of its own. Readers open a
/// connection for each look; one writer on each node writes.
/// </summary>
internal sealed class TraceStore(ITraceDialect dialect)
{
    public ITraceDialect Dialect => dialect;

    /// <summary>Makes what is missing of the tables.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await dialect.PrepareAsync(connection, cancellation);
    }

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = dialect.Connect();
        try
        {
            await connection.OpenAsync(cancellation);
            if (dialect.OnOpen.Length == 0) return connection;
            await using var prepare = connection.Of(dialect.OnOpen);
            await prepare.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
