using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The database is at this build's model.</summary>
public sealed class MigrationsHealth(IDbContextFactory<ConsoleDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        return missing == 0 ? HealthCheckResult.Healthy("All migrations are applied.") : HealthCheckResult.Unhealthy($"{missing} migrations are not applied.");
    }
}
