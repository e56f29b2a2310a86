using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Says which policy sets decide. None is no failure: then a person does.</summary>
public sealed class PolicyHealth(PolicyCache cache) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Look(cache.Current));

    private static HealthCheckResult Look(LoadedPolicies loaded)
    {
        if (loaded.IsBroken) return HealthCheckResult.Unhealthy("A published policy set cannot be read: nothing is allowed.");
        return loaded.Rules is { } rules
            ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{rules.Rules.Count()} rules decide: {rules.Asked}."))
            : HealthCheckResult.Healthy("No policy set is published: everything that the manifest allows goes to a person.");
    }
}
