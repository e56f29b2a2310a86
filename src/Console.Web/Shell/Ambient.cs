#pragma warning disable RS0030 // The one place that binds the machine's clock and its dice.
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Web.Shell;

/// <summary>Binds what the rest of the product only takes as a parameter: the clock, and the dice that spread retries.</summary>
public static class Ambient
{
    public static IServiceCollection AddAmbient(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<JitterSource>(Random.Shared.NextDouble);
}
