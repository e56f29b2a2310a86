using AgentConsole.Domain;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>What people have allowed for a while.</summary>
public sealed class PermitQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <summary>Those in force, or all of them, the latest first.</summary>
    public async Task<IReadOnlyList<Permit>> ListAsync(bool isAll, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var permits = db.Permits.AsNoTracking();
        return await (isAll ? permits : permits.InForce(clock.Instant())).OrderByDescending(permit => permit.GrantedAt).ThenBy(permit => permit.Id)
            .Take(PermitLimits.ListedMax).ToListAsync(cancellation);
    }

    public async Task<Permit?> FindAsync(PermitId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Permits.AsNoTracking().SingleOrDefaultAsync(permit => permit.Id == id, cancellation);
    }
}
