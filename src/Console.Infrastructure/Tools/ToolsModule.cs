using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Tools.Guards;
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
        services.AddSingleton<GuardDesk>();
        services.AddSingleton<GuardQuery>();
        services.AddSingleton<SetBreakerHandler>();
        services.AddJob<ForgetCallsJob>(new(ForgetCallsJob.Key, "Forgets calls that ended badly and that nobody repeats any more.", GuardLimits.StormForgetMinutes * 60, 60));
        services.AddSingleton<ToolQuery>();
        return services;
    }
}
