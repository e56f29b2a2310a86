using AgentConsole.Domain.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>The door of the Runs room.</summary>
public static class RunsModule
{
    public static IServiceCollection AddRuns(this IServiceCollection services, RunsOptions options)
    {
        if (options.Faults().ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(RunsOptions.Section, typeof(RunsOptions), faults);
        services.AddSingleton(options);
        services.AddSingleton<MarkKeys>();
        services.AddSingleton<ReadingDesk>();
        services.AddSingleton<RunReadingsQuery>();
        services.AddSingleton<OriginDesk>();
        services.AddSingleton<RunQuery>();
        services.AddSingleton<StartRunHandler>();
        services.AddSingleton<EndRunHandler>();
        services.AddSingleton<ObserveHandler>();
        services.AddSingleton<ForgetReadingsJob>();
        services.AddQuartz(quartz => quartz
            .AddJob<ForgetReadingsJob>(job => job.WithIdentity(ForgetReadingsJob.Key).WithDescription("Forgets the marks of what runs have read long ago."))
            .AddTrigger(trigger => trigger.ForJob(ForgetReadingsJob.Key).WithIdentity("forget", "runs").WithSimpleSchedule(every => every
                // A missed round is the next one's.
                .WithInterval(TimeSpan.FromSeconds(RunLimits.ForgetSeconds)).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))));
        return services;
    }
}
