using AgentConsole.Domain.Spend;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

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
        services.AddSingleton<BudgetNotices>();
        services.AddSingleton<SpendDesk>();
        services.AddSingleton<ReserveSpendHandler>();
        services.AddSingleton<SettleSpendHandler>();
        services.AddSingleton<ExpireReservationsHandler>();
        services.AddSingleton<ExpireReservationsJob>();
        services.AddSingleton<BudgetDesk>();
        services.AddSingleton<BudgetQuery>();
        services.AddSingleton<SaveBudgetHandler>();
        services.AddSingleton<RemoveBudgetHandler>();
        services.AddSingleton<RaiseBudgetHandler>();
        services.AddSingleton<EndRaiseHandler>();
        services.AddQuartz(quartz => quartz
            .AddJob<ExpireReservationsJob>(job => job.WithIdentity(ExpireReservationsJob.Key).WithDescription("Gives back money that was taken aside and never settled."))
            .AddTrigger(trigger => trigger.ForJob(ExpireReservationsJob.Key).WithIdentity("expire", "spend").WithSimpleSchedule(every => every
                // A missed round is the next one's.
                .WithInterval(TimeSpan.FromSeconds(SpendLimits.ExpireSeconds)).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))));
        return services;
    }

    /// <summary>Gives a console that never knew a price the list that comes with it; only where it is served.</summary>
    public static IServiceCollection AddFirstPrices(this IServiceCollection services) => services.AddHostedService<FirstPrices>();
}
