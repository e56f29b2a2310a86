using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Persistence.Providers.Postgres;
using AgentConsole.Infrastructure.Persistence.Providers.Sqlite;
using AgentConsole.Infrastructure.Persistence.Providers.SqlServer;
using AgentConsole.Testing.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Persistence;

public sealed class MigrationTests
{
    /// <summary>All three, built as the migration tool builds them: without a server.</summary>
    public static TheoryData<DatabaseProvider> Models => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory, EveryDatabase]
    public async Task Two_nodes_that_start_at_once_on_an_empty_database_both_come_up(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(provider);
        await using var first = Services(database);
        await using var second = Services(database);
        using var bothReady = new Barrier(2);

        await Task.WhenAll(Task.Run(() => StartAsync(first)), Task.Run(() => StartAsync(second)));

        await using var db = await first.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        Assert.Equal(0, (await db.LedgerHeads.SingleAsync()).Seq);

        async Task StartAsync(ServiceProvider node)
        {
            bothReady.SignalAndWait();
            await node.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        }
    }

    [Theory, EveryDatabase]
    public async Task Starting_again_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = Services(database);

        await node.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);

        await using var db = await node.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync();
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        Assert.Single(await db.LedgerHeads.ToListAsync());
    }

    [Fact]
    public async Task A_start_that_was_killed_while_it_migrated_does_not_block_the_next()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseProvider.Sqlite);
        await using var killed = new SqliteConnection($"Data Source={Path.Combine(database.Options.DataFolder, "console.db")};Pooling=False");
        await killed.OpenAsync();
        await using var leaveLock = killed.CreateCommand();
        leaveLock.CommandText = """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
            """;
        await leaveLock.ExecuteNonQueryAsync();
        await using var node = Services(database);

        await node.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory, MemberData(nameof(Models))]
    public void The_migrations_say_what_the_model_says(DatabaseProvider provider)
    {
        using var db = Model(provider);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory, MemberData(nameof(Models))]
    public void The_idempotent_script_makes_every_table_and_guards_the_ledger(DatabaseProvider provider)
    {
        // SQLite has no conditions in SQL, so EF writes plain scripts for it only.
        var form = provider == DatabaseProvider.Sqlite ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent;
        using var db = Model(provider);

        var script = db.GetService<IMigrator>().GenerateScript(options: form);

        Assert.All(db.Model.GetEntityTypes(), type => Assert.Contains(type.GetTableName()!, script, StringComparison.Ordinal));
        Assert.Contains("LedgerEntriesAreForever", script, StringComparison.Ordinal);
    }

    [Fact]
    public void All_three_databases_carry_migrations_of_the_same_names()
    {
        var names = Enum.GetValues<DatabaseProvider>().Select(provider =>
        {
            using var db = Model(provider);
            return string.Join(", ", db.Database.GetMigrations().Select(migration => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..]));
        });

        Assert.Single(names.Distinct());
    }

    private static ConsoleDbContext Model(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteDesignTimeFactory().CreateDbContext([]),
        DatabaseProvider.Postgres => new PostgresDesignTimeFactory().CreateDbContext([]),
        DatabaseProvider.SqlServer => new SqlServerDesignTimeFactory().CreateDbContext([]),
    };

    private static ServiceProvider Services(TestDatabase database) =>
        new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddLive().AddPersistence(database.Options).BuildServiceProvider();
}
