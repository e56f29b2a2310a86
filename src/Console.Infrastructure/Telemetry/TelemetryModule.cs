using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>The door of the Telemetry room.</summary>
public static class TelemetryModule
{
    /// <summary>Comes before the rooms whose work it watches.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, DatabaseOptions database, TelemetryOptions options)
    {
        if (options.Faults().ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(TelemetryOptions.Section, typeof(TelemetryOptions), faults);
        services.AddJob<RepairRollupsJob>(new(RepairRollupsJob.Key, "Compares the sums behind the dashboards with the events, and puts them right.", TelemetryLimits.RepairSeconds, 120));
        services.AddJob<TrimTelemetryJob>(new(TrimTelemetryJob.Key, "Forgets traces, runs and their sums that have been kept long enough.",
            TelemetryLimits.TrimSeconds, 600, "Traces are kept longer than was promised, and the disk fills."));
        return services
            .AddSingleton(options)
            .AddSingleton<Backlog>().AddHostedService<SelfTelemetry>()
            .AddTraceStore(database)
            .AddSingleton<IntakeGate>()
            .AddSingleton<TraceSecrets>()
            .AddSingleton(provider => new TraceWriter(
                provider.GetRequiredService<TraceStore>(), provider.GetRequiredService<ChangeFeed>(), provider.GetRequiredService<ILogger<TraceWriter>>()))
            .AddHostedService(provider => provider.GetRequiredService<TraceWriter>())
            .AddSingleton(provider => new TraceIntake(
                provider.GetRequiredService<TraceWriter>(), provider.GetRequiredService<TraceSecrets>(), provider.GetRequiredService<ContractCache>(),
                provider.GetRequiredService<PriceCache>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new RunsQuery(provider.GetRequiredService<TraceStore>()))
            .AddSingleton(provider => new RunMomentsDesk(provider.GetRequiredService<TraceWriter>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new AttemptsDesk(provider.GetRequiredService<TraceWriter>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new TraceTokens(provider.GetRequiredService<TraceSecrets>()))
            .AddSingleton<RepriceFollower>()
            .AddHostedService(provider => provider.GetRequiredService<RepriceFollower>())
            .AddSingleton<LedgerFollower>()
            .AddHostedService(provider => provider.GetRequiredService<LedgerFollower>());
    }

    /// <summary>The operational store alone, for who only reads it or writes into it himself.</summary>
    public static IServiceCollection AddTraceStore(this IServiceCollection services, DatabaseOptions database) => services
        .AddSingleton(provider => DialectOf(database, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<TraceStore>()
        .AddSingleton(provider => new TraceStorePreparer(provider.GetRequiredService<TraceStore>()));

    private static ITraceDialect DialectOf(DatabaseOptions database, TimeProvider clock) => database.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteTraceDialect(Persistence.Providers.Sqlite.SqliteFile.TracesOf(database)),
        DatabaseProvider.Postgres => new PostgresTraceDialect(database.ConnectionString, clock),
        DatabaseProvider.SqlServer => new SqlServerTraceDialect(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(database)),
    };
}
