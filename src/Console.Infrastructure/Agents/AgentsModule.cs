using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>The door of the Agents room.</summary>
public static class AgentsModule
{
    public static IServiceCollection AddAgents(this IServiceCollection services, StopsOptions stops)
    {
        services.AddJob<DrillJob>(new(DrillJob.Key, "Rehearses the switch that stops everything and measures how long it takes; nothing is stopped.",
            AgentLimits.DrillLookSeconds, 120, "Nobody measures any more how long a stop takes."));
        services.AddSingleton(stops.Checked());
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
