using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Telemetry.Store;
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
        services.AddSingleton(provider => new TracedSpendQuery(provider.GetService<TraceStore>()));
        services.AddSingleton<PurseQuery>();
        services.AddSingleton<CarryTracedSpendHandler>();
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
        services.AddJob<CarryTracedSpendJob>(new(CarryTracedSpendJob.Key, "Counts what runs told that they cost towards the caps of the day.",
            SpendLimits.CarrySeconds, 60, "Spend that nobody took aside does not count towards a cap, and nobody is warned of it."));
        return services;
    }

    /// <summary>Gives a console that never knew a price the list that comes with it; only where it is served.</summary>
    public static IServiceCollection AddFirstPrices(this IServiceCollection services) => services.AddHostedService<FirstPrices>();
}
