using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>How a room brings a job: with its plan, without which it does not run.</summary>
internal static class JobRegistration
{
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, JobPlan plan) where TJob : class, IJob
    {
        services.AddSingleton(plan);
        services.AddSingleton(new PlannedJob(plan.Key,
            JobBuilder.Create<TJob>().WithIdentity(plan.Key).WithDescription(plan.Purpose).StoreDurably(plan.EverySeconds is null).Build(),
            () => plan.EverySeconds is { } seconds
                ? TriggerBuilder.Create().ForJob(plan.Key).WithIdentity(plan.Key.Name, plan.Key.Group).WithSimpleSchedule(every => Rounds(every, seconds)).Build()
                : null));
        services.AddSingleton<TJob>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<TJob>(job => job.WithIdentity(plan.Key).WithDescription(plan.Purpose).StoreDurably(plan.EverySeconds is null));
            if (plan.EverySeconds is { } seconds)
                quartz.AddTrigger(trigger => trigger.ForJob(plan.Key).WithIdentity(plan.Key.Name, plan.Key.Group).WithSimpleSchedule(every => Rounds(every, seconds)));
        });
        return services;
    }

    // A missed round is the next one's.
    private static void Rounds(SimpleScheduleBuilder every, int seconds) => every.WithInterval(TimeSpan.FromSeconds(seconds)).RepeatForever()
        .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount);
}
