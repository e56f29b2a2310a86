using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Lists revoked grants, the last first, for verifiers that do not redeem.</summary>
public sealed class RevokedGrantQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <param name="since">Null: everything that a verifier could still take for good, because it has not expired by itself.</param>
    public async Task<Page<RevokedGrant>> PageAsync(DateTimeOffset? since, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var from = since ?? clock.Instant().AddSeconds(-ProposalLimits.GrantLifetimeSeconds);
        var revoked = db.Grants.AsNoTracking().Where(grant => grant.RevokedAt != null && grant.RevokedAt >= from);
        if (after is { } cursor) revoked = revoked.Where(grant => grant.RevokedAt <= cursor.At);
        var read = await revoked.OrderByDescending(grant => grant.RevokedAt).ThenBy(grant => grant.Id)
            .Skip(after?.Seen ?? 0).Take(limit + 1)
            .Select(grant => new RevokedGrant(grant.Id, grant.RevokedAt!.Value, grant.ExpiresAt)).ToListAsync(cancellation);
        return Page.Of(read, limit, grant => grant.RevokedAt, after);
    }
}
