using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The door of the Ledger room.</summary>
public static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services, LedgerOptions? options = null)
    {
        options ??= new();
        if (options.Faults().ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(LedgerOptions.Section, typeof(LedgerOptions), faults);
        return services
            .AddSingleton(options)
            .AddJob<VerifyLedgerJob>(new(VerifyLedgerJob.Key, "Verifies the ledger, a stretch at a time, round and round.",
                LedgerLimits.PatrolSeconds, 120, "A ledger that was tampered with is not noticed."))
            .AddJob<ExportHeadJob>(new(ExportHeadJob.Key, "Writes the ledger's signed head into a folder outside of the database.", LedgerLimits.ExportHeadSeconds, 60))
            .AddSingleton<LedgerPatrol>()
            .AddSingleton<LedgerWriter>()
            .AddSingleton<LedgerQuery>()
            .AddSingleton<LedgerRowQuery>()
            .AddSingleton<LedgerSigner>()
            .AddSingleton<LedgerVerifier>()
            .AddSingleton<LedgerExport>();
    }
}
