using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Testing.Persistence;

/// <summary>One fresh database of its own for one test, gone when it is disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _drop;

    internal TestDatabase(DatabaseOptions options, Func<Task> drop) => (Options, _drop) = (options, drop);

    public DatabaseOptions Options { get; }

    /// <summary>A database with this build's tables; skips the test, with the reason, where the provider cannot run.</summary>
    public static Task<TestDatabase> CreateAsync(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => SqliteStore.CreateAsync(),
        DatabaseProvider.Postgres => PostgresStore.CreateAsync(),
        DatabaseProvider.SqlServer => SqlServerStore.CreateAsync(),
    };

    /// <summary>A database without a single table, as a first start finds it.</summary>
    public static Task<TestDatabase> CreateEmptyAsync(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => Task.FromResult(SqliteStore.CreateEmpty()),
        DatabaseProvider.Postgres => PostgresStore.CreateEmptyAsync(),
        DatabaseProvider.SqlServer => Task.FromResult(SqlServerStore.CreateEmpty()),
    };

    public async ValueTask DisposeAsync() => await _drop();
}
