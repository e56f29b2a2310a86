using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>The door of the Tools room.</summary>
public static class ToolsModule
{
    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        services.AddSingleton<ContractCache>();
        services.AddHostedService(provider => provider.GetRequiredService<ContractCache>());
        services.AddSingleton<ToolAcceptance>();
        services.AddSingleton<AcceptToolHandler>();
        services.AddSingleton<RetireToolHandler>();
        services.AddSingleton<PreviewReader>();
        services.AddSingleton<ToolRates>();
        services.AddSingleton<ToolQuery>();
        return services;
    }
}
