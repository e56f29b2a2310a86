using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Persistence.Providers.Sqlite;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Testing.Persistence;

namespace AgentConsole.Infrastructure.Tests.Telemetry;

/// <summary>An operational store of its own, and events to put into it.</summary>
internal sealed class Traced : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;

    private Traced(TestDatabase database, TraceStore store) => (_database, Store) = (database, store);

    public TraceStore Store { get; }

    public static async Task<Traced> StartAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var store = new TraceStore(provider switch
        {
            DatabaseProvider.Sqlite => new SqliteTraceDialect(SqliteFile.TracesOf(database.Options)),
            DatabaseProvider.Postgres => new PostgresTraceDialect(database.Options.ConnectionString, TimeProvider.System),
            _ => new SqlServerTraceDialect(database.Options.ConnectionString),
        });
        await store.PrepareAsync(default);
        return new(database, store);
    }

    public async Task<IReadOnlyList<StoredEvent>> WriteAsync(params TraceEvent[] events)
    {
        await using var session = new TraceWriteSession(Store, await Store.OpenAsync(default));
        return await session.WriteAsync(events, null, default);
    }

    public static TraceEvent Event(TraceKind kind = TraceKind.ToolCall, string? run = "run-7", int second = 0) => new()
    {
        Agent = "support",
        Environment = "production",
        Run = run,
        At = Noon.AddSeconds(second),
        ReceivedAt = Noon.AddSeconds(second),
        Kind = kind,
        Outcome = TraceOutcome.Ok,
        Tool = kind == TraceKind.ToolCall ? "crm.get" : null,
        Model = kind == TraceKind.ModelCall ? "gpt-4.1-mini" : null,
    };

    /// <summary>A span whose run only its trace tells.</summary>
    public static TraceEvent Span(string trace, string span, int second = 0) => Event(run: trace, second: second) with { IsRunGuessed = true, IsSpan = true, TraceId = trace, SpanId = span };

    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await Store.OpenAsync(default);
        await using var read = connection.Of(sql);
        return Convert.ToInt64(await read.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
