using AgentConsole.Domain;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>The job scheduler runs.</summary>
public sealed class SchedulerHealth(ISchedulerFactory schedulers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var status = await scheduler.GetStatus(cancellationToken);
        return status == SchedulerStatus.Running
            ? HealthCheckResult.Healthy("The job scheduler runs.")
            : HealthCheckResult.Unhealthy($"The job scheduler is {WireName.Of(status)}.");
    }
}
