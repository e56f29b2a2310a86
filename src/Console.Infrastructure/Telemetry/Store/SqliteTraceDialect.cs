using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>SQLite: a file of its own beside the console's, so that traces never wait for a decision's commit, or a decision for them.</summary>
internal sealed class SqliteTraceDialect(string file) : ITraceDialect
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();

    // What the last moments before a crash of the machine told may be lost; the ledger, which may not, lies elsewhere.
    public string OnOpen => "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; PRAGMA cache_size=-32000; PRAGMA mmap_size=1073741824;";

    public DbConnection Connect() => new SqliteConnection(_connection);

    public string TypeOf(string type) => type switch
    {
        "id" => "INTEGER PRIMARY KEY AUTOINCREMENT",
        "text" or "title" or "passage" => "TEXT",
        "long" => "INTEGER",
        "key" => "BLOB",
        "ifnone" => "IF NOT EXISTS",
        "rowless" => " WITHOUT ROWID",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public async Task PrepareAsync(DbConnection connection, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(TraceTables.Spell($"CREATE TABLE {{ifnone}} {TraceTables.Events} (id {{id}}, {TraceTables.EventBody})", this), cancellation);
        await connection.ExecuteAsync(TraceTables.Spell(TraceTables.EventsByRun, this), cancellation);
        foreach (var (_, create) in TraceTables.Others) await connection.ExecuteAsync(TraceTables.Spell(create, this), cancellation);
        foreach (var (table, column) in TraceTables.Later) await AddAsync(connection, table, column, cancellation);
        foreach (var fill in TraceTables.OfEarlierRuns) await connection.ExecuteAsync(fill, cancellation);
    }

    private static async Task AddAsync(DbConnection connection, string table, string column, CancellationToken cancellation)
    {
        await using var find = connection.Of("SELECT COUNT(*) FROM pragma_table_info(@table) WHERE name = @column");
        find.Add("@table", table);
        find.Add("@column", column);
        if ((long)(await find.ExecuteScalarAsync(cancellation))! == 0) await connection.ExecuteAsync($"ALTER TABLE {table} ADD COLUMN {column} INTEGER NULL", cancellation);
    }

    public string First(int rows) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $" LIMIT {rows}");

    // Below the provider, which looks each parameter up by its name for each row: most of what an insert of thirty columns costs.
    public Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        var database = ((SqliteConnection)connection).Handle!;
        var columns = TraceTables.EventColumns;
        Check(raw.sqlite3_prepare_v2(database, $"INSERT INTO {TraceTables.Events} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})", out var insert));
        using (insert)
        {
            var values = new object?[columns.Length];
            foreach (var one in events)
            {
                cancellation.ThrowIfCancellationRequested();
                EventValues.Fill(one, values);
                for (var at = 0; at < values.Length; at++) Check(Bind(insert, at + 1, values[at]));
                Check(raw.sqlite3_step(insert));
                Check(raw.sqlite3_reset(insert));
            }
        }

        return Task.CompletedTask;

        void Check(int code)
        {
            if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(code, database);
        }
    }

    private static int Bind(sqlite3_stmt statement, int number, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, number),
        long whole => raw.sqlite3_bind_int64(statement, number, whole),
        string text => raw.sqlite3_bind_text(statement, number, text),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    // Ids follow the order of arrival: the oldest lie together, and no index on the time is needed.
    public async Task<long> TrimEventsAsync(DbConnection connection, DateTimeOffset before, int rowsMax, CancellationToken cancellation)
    {
        await using var trim = connection.CreateCommand();
        trim.CommandText = $"DELETE FROM {TraceTables.Events} WHERE id IN (SELECT id FROM {TraceTables.Events} ORDER BY id LIMIT $rows) AND received_us < $before";
        trim.Add("$rows", rowsMax);
        trim.Add("$before", StoreTime.MicrosOf(before));
        return await trim.ExecuteNonQueryAsync(cancellation);
    }
}
