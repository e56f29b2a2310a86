using System.Data;
using System.Data.Common;
using System.Globalization;
using AgentConsole.Domain.Telemetry;
using Microsoft.Data.SqlClient;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>SQL Server: bulk copy as the way in. Written after its documentation; no such server was there to run it on.</summary>
internal sealed class SqlServerTraceDialect(string connectionString) : ITraceDialect
{
    public string OnOpen => "";

    public DbConnection Connect() => new SqlConnection(connectionString);

    public string TypeOf(string type) => type switch
    {
        "id" => "BIGINT IDENTITY(1,1) PRIMARY KEY",
        "text" => "NVARCHAR(200) COLLATE Latin1_General_BIN2",
        "title" => $"NVARCHAR({TelemetryLimits.RunNameLengthMax}) COLLATE Latin1_General_BIN2",
        "passage" => "NVARCHAR(MAX)",
        "long" => "BIGINT",
        "key" => "VARBINARY(16)",
        "ifnone" or "rowless" => "",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public async Task PrepareAsync(DbConnection connection, CancellationToken cancellation)
    {
        await MakeAsync(connection, TraceTables.Events,
            TraceTables.Spell($"CREATE TABLE {TraceTables.Events} (id {{id}}, {TraceTables.EventBody})", this).Replace("error_text NVARCHAR(200)", "error_text NVARCHAR(600)", StringComparison.Ordinal), cancellation);
        await MakeAsync(connection, "trace_events_run", TraceTables.Spell(TraceTables.EventsByRun, this), cancellation);
        foreach (var (name, create) in TraceTables.Others) await MakeAsync(connection, name, TraceTables.Spell(create, this), cancellation);
        foreach (var (table, column) in TraceTables.Later)
            await connection.ExecuteAsync($"IF COL_LENGTH('{table}', '{column}') IS NULL ALTER TABLE {table} ADD {column} BIGINT NULL", cancellation);
        foreach (var fill in TraceTables.OfEarlierRuns) await connection.ExecuteAsync(fill, cancellation);
    }

    public string First(int rows) => string.Create(CultureInfo.InvariantCulture, $" OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY");

    public async Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        var values = new object?[TraceTables.EventColumns.Length];
        foreach (var (column, at) in TraceTables.EventColumns.Select((column, at) => (column, at)))
            table.Columns.Add(column, IsNumber(at) ? typeof(long) : typeof(string));
        foreach (var one in events)
        {
            EventValues.Fill(one, values);
            table.Rows.Add(values.Select(value => value ?? DBNull.Value).ToArray());
        }

        using var bulk = new SqlBulkCopy((SqlConnection)connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction) { DestinationTableName = TraceTables.Events };
        foreach (var column in TraceTables.EventColumns) bulk.ColumnMappings.Add(column, column);
        await bulk.WriteToServerAsync(table, cancellation);
    }

    public async Task<long> TrimEventsAsync(DbConnection connection, DateTimeOffset before, int rowsMax, CancellationToken cancellation)
    {
        await using var trim = connection.Of($"DELETE TOP (@rows) FROM {TraceTables.Events} WHERE received_us < @before");
        trim.Add("@rows", rowsMax);
        trim.Add("@before", StoreTime.MicrosOf(before));
        return await trim.ExecuteNonQueryAsync(cancellation);
    }

    private static bool IsNumber(int column) => column is 0 or (>= 3 and <= 7) or (>= 20 and <= 25);

    private static async Task MakeAsync(DbConnection connection, string name, string create, CancellationToken cancellation)
    {
        await using var command = connection.Of(
            "IF NOT EXISTS (SELECT 1 FROM sys.objects WHERE name = @name UNION ALL SELECT 1 FROM sys.indexes WHERE name = @name) EXEC(@create)");
        command.Add("@name", name);
        command.Add("@create", create);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
