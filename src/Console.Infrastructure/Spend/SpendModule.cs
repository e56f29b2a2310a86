using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>The door of the Spend room.</summary>
public static class SpendModule
{
    public static IServiceCollection AddSpend(this IServiceCollection services)
    {
        services.AddSingleton<PriceCache>();
        services.AddHostedService(provider => provider.GetRequiredService<PriceCache>());
        services.AddSingleton<PriceDesk>();
        services.AddSingleton<PriceQuery>();
        services.AddSingleton<SavePriceHandler>();
        services.AddSingleton<RemovePriceHandler>();
        services.AddSingleton<PurseQuery>();
        services.AddSingleton<CapQuery>();
        services.AddSingleton<BudgetNotices>();
        services.AddSingleton<SpendDesk>();
        services.AddSingleton<ReserveSpendHandler>();
        services.AddSingleton<SettleSpendHandler>();
        services.AddSingleton<ExpireReservationsHandler>();
        services.AddSingleton<BudgetDesk>();
        services.AddSingleton<BudgetQuery>();
        services.AddSingleton<SaveBudgetHandler>();
        services.AddSingleton<RemoveBudgetHandler>();
        services.AddSingleton<RaiseBudgetHandler>();
        services.AddSingleton<EndRaiseHandler>();
        services.AddJob<ExpireReservationsJob>(new(ExpireReservationsJob.Key, "Gives back money that was taken aside and never settled.",
            SpendLimits.ExpireSeconds, 60, "Money that nobody uses stays taken aside, and caps are reached too early."));
        return services;
    }

    /// <summary>Gives a console that never knew a price the list that comes with it; only where it is served.</summary>
    public static IServiceCollection AddFirstPrices(this IServiceCollection services) => services.AddHostedService<FirstPrices>();
}
