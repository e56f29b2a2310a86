using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ExecutionLimits = AgentConsole.Domain.Tools.Executions.ExecutionLimits;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>The door of what the console runs itself.</summary>
public static class ExecutionsModule
{
    /// <summary>Needs the hallway's rooms, and the guarded way out.</summary>
    public static IServiceCollection AddExecutions(this IServiceCollection services, ToolSecrets secrets)
    {
        if (secrets.Faults().ToList() is { Count: > 0 } faults) throw new OptionsValidationException(ToolSecrets.Section, typeof(ToolSecrets), faults);

        services.AddSingleton(secrets);
        services.AddSingleton<ExecutionEnding>();
        services.AddSingleton<ExecutionClaims>();
        services.AddSingleton<ExecutionSender>();
        services.AddSingleton<ExecutionRecorder>();
        services.AddSingleton<ExecutionQuery>();
        services.AddSingleton<ResolveProposalHandler>();
        services.TryAddSingleton<JobPauses>();
        services.AddHostedService<ExecuteWake>();
        services.AddJob<ExecuteJob>(new(ExecuteJob.Key, "Runs what was released to the console, and says of what was lost that it is unknown.",
            ExecutionLimits.PollSeconds, ExecutionLimits.JobSecondsMax, "What was released to the console is not run."));
        return services;
    }
}
