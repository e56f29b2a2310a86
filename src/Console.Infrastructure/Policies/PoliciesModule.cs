using AgentConsole.Infrastructure.Policies.Opa;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>The door of the Policies room.</summary>
public static class PoliciesModule
{
    /// <param name="opa">Left out: no engine elsewhere is asked.</param>
    public static IServiceCollection AddPolicies(this IServiceCollection services, PoliciesOptions options, OpaOptions? opa = null)
    {
        if (options.Faults().ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(PoliciesOptions.Section, typeof(PoliciesOptions), faults);
        services.AddSingleton(options);
        services.AddSingleton<PolicyCache>();
        services.AddHostedService(provider => provider.GetRequiredService<PolicyCache>());
        services.AddSingleton<PolicyDesk>();
        services.AddSingleton<TallyQuery>();
        services.AddSingleton<PolicyChecker>();
        services.AddSingleton<PolicySetDesk>();
        services.AddSingleton<SavePolicyHandler>();
        services.AddSingleton<ChangePolicyHandler>();
        services.AddSingleton<PolicyQuery>();
        services.AddSingleton<EvaluationQuery>();
        services.AddSingleton<BacktestQuery>();
        services.AddSingleton<ShadowQuery>();
        services.AddSingleton<TrialQuery>();
        services.AddOpa(opa ?? new OpaOptions());
        return services;
    }
}
