using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The door of the Ledger room.</summary>
public static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<LedgerWriter>()
        .AddSingleton<LedgerQuery>()
        .AddSingleton<LedgerRowQuery>()
        .AddSingleton<LedgerSigner>()
        .AddSingleton<LedgerVerifier>()
        .AddSingleton<LedgerExport>();
}
