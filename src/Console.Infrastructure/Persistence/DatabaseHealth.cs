using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The database answers and is at this build's model.</summary>
public sealed class DatabaseHealth(IDbContextFactory<ConsoleDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        return missing == 0
            ? HealthCheckResult.Healthy("The database answers and all migrations are applied.")
            : HealthCheckResult.Unhealthy("Not all migrations are applied.");
    }
}
