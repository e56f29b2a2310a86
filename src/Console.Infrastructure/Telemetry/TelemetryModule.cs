using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>The door of the Telemetry room.</summary>
public static class TelemetryModule
{
    /// <summary>Comes before the rooms whose work it watches.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services) =>
        services.AddSingleton<Backlog>().AddHostedService<SelfTelemetry>();
}
