using AgentConsole.Domain.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The door of the Ledger room.</summary>
public static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddQuartz(quartz => quartz
            .AddJob<VerifyLedgerJob>(job => job.WithIdentity(VerifyLedgerJob.Key).WithDescription("Verifies the ledger, a stretch at a time."))
            .AddTrigger(trigger => trigger.ForJob(VerifyLedgerJob.Key).WithIdentity("verify", "ledger").WithSimpleSchedule(every => every
                // A missed stretch is the next one's.
                .WithInterval(TimeSpan.FromSeconds(LedgerLimits.PatrolSeconds)).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))))
        .AddSingleton<VerifyLedgerJob>()
        .AddSingleton<LedgerPatrol>()
        .AddSingleton<LedgerWriter>()
        .AddSingleton<LedgerQuery>()
        .AddSingleton<LedgerRowQuery>()
        .AddSingleton<LedgerSigner>()
        .AddSingleton<LedgerVerifier>()
        .AddSingleton<LedgerExport>();
}
