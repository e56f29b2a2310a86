using System.Net;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>The door to an Open Policy Agent, and for one.</summary>
public static class OpaModule
{
    internal static IServiceCollection AddOpa(this IServiceCollection services, OpaOptions options)
    {
        if (options.Faults().ToList() is { Count: > 0 } faults) throw new OptionsValidationException(OpaOptions.Section, typeof(OpaOptions), faults);

        services.AddSingleton(options);
        services.TryAddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.AddKeyedSingleton(WayOut.Engines, (provider, _) => new GuardedHttp(
            new DeliveriesOptions { EngineHosts = options.IsAsked ? [options.Address.Authority] : [] }, WayOut.Engines,
            provider.GetRequiredService<HostResolver>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OpaEngine>();
        services.AddSingleton<OpaBundles>();
        services.AddSingleton<OpaInstances>();
        services.AddSingleton<KeepOutsideDecisionsHandler>();
        services.AddSingleton<OutsideDecisionQuery>();
        return services;
    }
}
