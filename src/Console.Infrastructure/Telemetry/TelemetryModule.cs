using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>The door of the Telemetry room.</summary>
public static class TelemetryModule
{
    /// <summary>Comes before the rooms whose work it watches.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, DatabaseOptions database, TelemetryOptions options)
    {
        if (options.Faults().ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(TelemetryOptions.Section, typeof(TelemetryOptions), faults);
        services.AddQuartz(quartz => quartz
            .AddJob<TrimTelemetryJob>(job => job.WithIdentity(TrimTelemetryJob.Key).WithDescription("Forgets traces, runs and their sums that have been kept long enough."))
            .AddTrigger(trigger => trigger.ForJob(TrimTelemetryJob.Key).WithIdentity("trim", "telemetry").WithSimpleSchedule(every => every
                // A missed round is the next one's.
                .WithInterval(TimeSpan.FromSeconds(TelemetryLimits.TrimSeconds)).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))));
        return services
            .AddSingleton(options)
            .AddSingleton<TrimTelemetryJob>()
            .AddSingleton<Backlog>().AddHostedService<SelfTelemetry>()
            .AddSingleton(provider => DialectOf(database, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<TraceStore>()
            .AddSingleton(provider => new TraceStorePreparer(provider.GetRequiredService<TraceStore>()))
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
            .AddSingleton(provider => new TraceTokens(provider.GetRequiredService<TraceSecrets>()))
            .AddSingleton<RepriceFollower>()
            .AddHostedService(provider => provider.GetRequiredService<RepriceFollower>())
            .AddSingleton<LedgerFollower>()
            .AddHostedService(provider => provider.GetRequiredService<LedgerFollower>());
    }

    private static ITraceDialect DialectOf(DatabaseOptions database, TimeProvider clock) => database.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteTraceDialect(Persistence.Providers.Sqlite.SqliteFile.TracesOf(database)),
        DatabaseProvider.Postgres => new PostgresTraceDialect(database.ConnectionString, clock),
        DatabaseProvider.SqlServer => new SqlServerTraceDialect(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(database)),
    };
}
