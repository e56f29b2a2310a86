using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>The door of the scheduler: the rooms bring their jobs and triggers, this runs them.</summary>
public static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddQuartz();
        services.AddQuartzHostedService(scheduler => scheduler.WaitForJobsToComplete = true);
        return services;
    }
}
