using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>The door of the Telemetry room.</summary>
public static class TelemetryModule
{
    /// <summary>Comes before the rooms whose work it watches.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, DatabaseOptions database) => services
        .AddSingleton<Backlog>().AddHostedService<SelfTelemetry>()
        .AddSingleton(provider => DialectOf(database, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<TraceStore>()
        .AddSingleton(provider => new TraceStorePreparer(provider.GetRequiredService<TraceStore>()))
        .AddSingleton<TraceSecrets>()
        .AddSingleton(provider => new TraceWriter(
            provider.GetRequiredService<TraceStore>(), provider.GetRequiredService<ChangeFeed>(), provider.GetRequiredService<ILogger<TraceWriter>>()))
        .AddHostedService(provider => provider.GetRequiredService<TraceWriter>())
        .AddSingleton(provider => new TraceIntake(
            provider.GetRequiredService<TraceWriter>(), provider.GetRequiredService<TraceSecrets>(), provider.GetRequiredService<ContractCache>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new RunsQuery(provider.GetRequiredService<TraceStore>()))
        .AddSingleton(provider => new RunMomentsDesk(provider.GetRequiredService<TraceWriter>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<LedgerFollower>()
        .AddHostedService(provider => provider.GetRequiredService<LedgerFollower>());

    private static ITraceDialect DialectOf(DatabaseOptions database, TimeProvider clock) => database.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteTraceDialect(Persistence.Providers.Sqlite.SqliteFile.TracesOf(database)),
        DatabaseProvider.Postgres => new PostgresTraceDialect(database.ConnectionString, clock),
        DatabaseProvider.SqlServer => new SqlServerTraceDialect(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(database)),
    };
}
