using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What somebody approved and can still undo: read from the store, so that a page that is loaded again offers it again.</summary>
public sealed class HoldingQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    public const int ShownMax = 5;

    /// <summary>The latest first. Few hold at a time, and only those are looked at.</summary>
    public async Task<IReadOnlyList<HeldApproval>> OfAsync(Caller.Person person, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        return await db.Proposals.AsNoTracking()
            .Where(p => p.Status == ProposalStatus.Holding && p.DecidedById == person.Id && p.HoldsUntil > now)
            .OrderByDescending(p => p.DecidedAt).ThenByDescending(p => p.Id).Take(ShownMax)
            .Select(p => new HeldApproval(p.Id, p.Sentence, p.HoldsUntil!.Value)).ToListAsync(cancellation);
    }
}
