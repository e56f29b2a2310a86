using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Live;

/// <summary>What listeners outside are told about a change, and whether they may still listen.</summary>
public sealed class HintQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    public async Task<IReadOnlyList<ProposalHint>> OfProposalsAsync(IReadOnlyCollection<ProposalId> ids, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Proposals.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new ProposalHint(p.Id, p.Status, p.Verdict, p.Version, p.Agent, p.Environment, p.Planted != null))
            .ToListAsync(cancellation);
    }

    /// <summary>The stops that keep agents from acting; those of a single tool are not among them.</summary>
    public async Task<IReadOnlyList<StopHint>> StopsInForceAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.StopOrders.AsNoTracking().Where(stop => stop.LiftedAt == null && stop.Scope != StopScope.Tool)
            .Select(stop => new StopHint(stop.Id, stop.Scope == StopScope.Agent ? stop.Name : null, stop.Reason))
            .ToListAsync(cancellation);
    }

    public async Task<IReadOnlyCollection<AgentKeyId>> KeysInForceAsync(string agent, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        return await db.AgentKeys.AsNoTracking().Where(key => key.Agent == agent && key.RevokedAt == null && key.ExpiresAt > now)
            .Select(key => key.Id).ToListAsync(cancellation);
    }
}
