using AgentConsole.Infrastructure.Persistence.Providers.Postgres;
using AgentConsole.Infrastructure.Persistence.Providers.Sqlite;
using AgentConsole.Infrastructure.Persistence.Providers.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The door of the store: one model, three databases, one writer per node.</summary>
public static class PersistenceModule
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseOptions options, StoreUse use = StoreUse.Make)
    {
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                AddProvider<SqliteConsoleDbContext>(services, new SqliteDialect(),
                    builder => builder.UseSqlite(SqliteFile.ConnectionString(options, use)).AddInterceptors(new ConnectionPreparer()));
                break;
            case DatabaseProvider.Postgres:
                AddProvider<PostgresConsoleDbContext>(services, new PostgresDialect(options.ConnectionString), builder => builder.UseNpgsql(options.ConnectionString));
                break;
            case DatabaseProvider.SqlServer:
                AddProvider<SqlServerConsoleDbContext>(services, new SqlServerDialect(), builder => builder.UseSqlServer(options.ConnectionString));
                break;
        }

        services.AddSingleton<ConsoleTransaction>();
        services.AddHostedService(provider => provider.GetRequiredService<ConsoleTransaction>());
        services.AddSingleton<DatabaseMigrator>();
        return services;
    }

    private static void AddProvider<TContext>(IServiceCollection services, IDialect dialect, Action<DbContextOptionsBuilder> configure)
        where TContext : ConsoleDbContext
    {
        services.AddSingleton(dialect);
        services.AddPooledDbContextFactory<TContext>(configure, PersistenceLimits.ContextPoolMax);
        services.AddSingleton<IDbContextFactory<ConsoleDbContext>, ConsoleContextFactory<TContext>>();
    }
}
