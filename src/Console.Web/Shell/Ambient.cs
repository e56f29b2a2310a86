#pragma warning disable RS0030 // The one place that binds the machine's clock.
namespace AgentConsole.Web.Shell;

/// <summary>Binds what the rest of the product only takes as a parameter: the clock.</summary>
public static class Ambient
{
    public static IServiceCollection AddAmbient(this IServiceCollection services) => services.AddSingleton(TimeProvider.System);
}
