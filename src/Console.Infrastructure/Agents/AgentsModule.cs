using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Agents.Stops;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>The door of the Agents room.</summary>
public static class AgentsModule
{
    public static IServiceCollection AddAgents(this IServiceCollection services, StopsOptions stops)
    {
        services.AddQuartz(quartz => quartz
            .AddJob<DrillJob>(job => job.WithIdentity(DrillJob.Key).WithDescription("Rehearses the switch that stops everything and measures how long it takes; nothing is stopped."))
            .AddTrigger(trigger => trigger.ForJob(DrillJob.Key).WithIdentity("drill", "agents").WithSimpleSchedule(every => every
                // Whether one is due stands in the database; a missed look is the next one's.
                .WithInterval(TimeSpan.FromSeconds(AgentLimits.DrillLookSeconds)).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))));
        services.AddSingleton(stops.Checked());
        services.AddSingleton<DrillJob>();
        services.AddSingleton<DrillHandler>();
        services.AddSingleton<AgentCache>();
        services.AddHostedService(provider => provider.GetRequiredService<AgentCache>());
        services.AddSingleton<StandingQuery>();
        services.AddSingleton<AgentRegistration>();
        services.AddSingleton<RegisterAgentHandler>();
        services.AddSingleton<ChangeAgentHandler>();
        services.AddSingleton<ArchiveAgentHandler>();
        services.AddSingleton<AgentQuery>();
        services.AddSingleton<ApplyHandler>();
        services.AddSingleton<AgentRights>();
        services.AddSingleton<Standstill>();
        services.AddSingleton<StopQuery>();
        services.AddSingleton<StopHandler>();
        services.AddSingleton<ResumeHandler>();
        return services;
    }
}
