using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>The door of the Risk room.</summary>
public static class RiskModule
{
    public static IServiceCollection AddRisk(this IServiceCollection services)
    {
        services.AddSingleton<RiskTableCache>();
        services.AddHostedService(provider => provider.GetRequiredService<RiskTableCache>());
        services.AddSingleton<RiskDesk>();
        services.AddSingleton<RiskTableQuery>();
        services.AddSingleton<SaveRiskTableHandler>();
        return services;
    }
}
