using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Jobs.Store;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>The door of the scheduler: the rooms bring their jobs and plans, this runs them.</summary>
public static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services, DatabaseOptions database)
    {
        services.TryAddSingleton<JobPauses>();
        services.AddHostedService(provider => provider.GetRequiredService<JobPauses>());
        services.AddSingleton<JobRunRecorder>();
        // Before the scheduler, and so stopped after it: the last runs are written down too.
        services.AddHostedService(provider => provider.GetRequiredService<JobRunRecorder>());
        services.AddSingleton<JobsQuery>();
        services.AddSingleton<ActOnJobHandler>();
        services.AddJob<TrimJobRunsJob>(new(TrimJobRunsJob.Key, "Forgets the history of jobs that is old.", JobLimits.TrimSeconds, 120));
        services.AddJob<AlignJob>(new(AlignJob.Key, "Takes out of the scheduler what no build of the console brings any more, and puts back what this one brings.", JobLimits.AlignSeconds, 60));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "AgentConsole");
            quartz.UseDefaultThreadPool(JobLimits.AtOnceMax);
            quartz.UseConsoleStore(database);
            quartz.AddJobMiddleware<JobSupervisor>();
        });
        services.AddQuartzHostedService(scheduler => scheduler.WaitForJobsToComplete = true);
        return services;
    }
}
