using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Live;

/// <summary>The door of live updates.</summary>
public static class LiveModule
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<HintQuery>();
        services.AddSingleton<LedgerTail>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerTail>());
        services.AddHostedService<WakeListener>();
        return services;
    }
}
