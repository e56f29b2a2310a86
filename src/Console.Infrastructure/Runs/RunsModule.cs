using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
        services.AddSingleton<RunProposalsQuery>();
        services.AddSingleton<StartRunHandler>();
        services.AddSingleton<EndRunHandler>();
        services.AddSingleton<ObserveHandler>();
        services.AddJob<ForgetReadingsJob>(new(ForgetReadingsJob.Key, "Forgets the marks of what runs have read long ago.",
            RunLimits.ForgetSeconds, 120, "What runs have read is kept longer than was promised."));
        return services;
    }
}
