using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>The door of agents' schedules; needs runs, spend, deliveries, telemetry and the scheduler.</summary>
public static class SchedulesModule
{
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<ScheduleTriggers>()
        .AddSingleton<StartDesk>()
        .AddSingleton<StartSender>()
        .AddSingleton<SchedulesQuery>()
        .AddSingleton<SaveScheduleHandler>()
        .AddSingleton<RemoveScheduleHandler>()
        .AddSingleton<OrderScheduledRunHandler>()
        .AddJob<StartRunJob>(new(StartRunJob.Key, "Starts agents' runs when their schedules say so.", null, 300, "No schedule starts a run."))
        .AddJob<SendStartsJob>(new(SendStartsJob.Key, "Tries again to start what an agent's endpoint did not take.", ScheduleLimits.SendSeconds, 300, "A start that was in vain is not tried again."))
        .AddJob<AlignSchedulesJob>(new(AlignSchedulesJob.Key, "Has the scheduler hold exactly the enabled schedules of agents.", JobLimits.AlignSeconds, 60));
}
