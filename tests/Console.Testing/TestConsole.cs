using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Testing;

/// <summary>
/// One running node without its web face: the real services over a real database, on a clock that the test moves.
/// Two nodes over one <see cref="TestDatabase"/> are two of them.
/// </summary>
public sealed class TestConsole : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TestDatabase? _owned;

    private TestConsole(IHost host, TestDatabase database, TestDatabase? owned, FakeClock clock) =>
        (_host, Database, _owned, Clock) = (host, database, owned, clock);

    public FakeClock Clock { get; }

    public TestDatabase Database { get; }

    public ConsoleTransaction Transaction => Get<ConsoleTransaction>();

    public LedgerWriter Ledger => Get<LedgerWriter>();

    public ChangeFeed Feed => Get<ChangeFeed>();

    /// <summary>A console over a fresh database of its own.</summary>
    /// <param name="configure">Adds what the test needs besides, or replaces a service: what is added last wins.</param>
    public static async Task<TestConsole> StartAsync(DatabaseProvider provider, Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        return await StartAsync(database, database, new FakeClock(), configure);
    }

    /// <summary>The same for what has to know where the database is, such as the scheduler.</summary>
    public static async Task<TestConsole> StartAsync(DatabaseProvider provider, Action<IServiceCollection, DatabaseOptions> configure)
    {
        var database = await TestDatabase.CreateAsync(provider);
        return await StartAsync(database, database, new FakeClock(), services => configure(services, database.Options));
    }

    /// <summary>One more node over a database that is already there, and stays.</summary>
    public static Task<TestConsole> StartAsync(TestDatabase database, FakeClock? clock = null, Action<IServiceCollection>? configure = null) =>
        StartAsync(database, null, clock ?? new FakeClock(), configure);

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A context of its own, for looking at what was written.</summary>
    public async Task<T> ReadAsync<T>(Func<ConsoleDbContext, Task<T>> query)
    {
        await using var db = await Get<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync();
        return await query(db);
    }

    /// <summary>Writes rows that a test starts from, without a ledger entry.</summary>
    public Task AddAsync(params object[] rows) => Transaction.RunAsync((db, _) =>
    {
        db.AddRange(rows);
        return Task.FromResult(rows.Length);
    }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_owned is not null) await _owned.DisposeAsync();
    }

    private static async Task<TestConsole> StartAsync(
        TestDatabase database, TestDatabase? owned, FakeClock clock, Action<IServiceCollection>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddPersistence(database.Options).AddLive();
        builder.Services.TryAddSingleton<LedgerWriter>();
        builder.Services.TryAddSingleton<SecretMint>();
        configure?.Invoke(builder.Services);

        var host = builder.Build();
        await host.StartAsync();
        return new(host, database, owned, clock);
    }
}
