using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>The door of the Policies room.</summary>
public static class PoliciesModule
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services.AddSingleton<PolicyDesk>();
}
