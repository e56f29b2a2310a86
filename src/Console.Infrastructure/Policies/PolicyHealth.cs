using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Says which policy sets decide. None is no failure: then a person does.</summary>
public sealed class PolicyHealth : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        HealthCheckResult.Healthy("No policy set is published: everything that the manifest allows goes to a person."));
}
