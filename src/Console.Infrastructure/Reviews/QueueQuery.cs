using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>
/// The small batch a reviewer works on: the riskiest proposal that nobody else reads, and up to four more of the same
/// agent, tool and risk band, soonest to expire first.
/// </summary>
public sealed class QueueQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many of the riskiest are looked at when a batch is put together.</summary>
    private const int CandidatesMax = 100;

    public async Task<WorkingBatch> OfAsync(Caller.Person caller, CancellationToken cancellation)
    {
        if (!caller.May(Permission.DecideProposals)) return new([], 0, null);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        var mine = await DecidableAsync(db, caller, now, cancellation);

        var waiting = await mine.CountAsync(cancellation);
        if (waiting == 0) return new([], 0, null);

        var oldest = await mine.MinAsync(p => p.SubmittedAt, cancellation);
        var candidates = await mine.OrderByDescending(p => p.RiskScore).ThenBy(p => p.ExpiresAt).ThenBy(p => p.Id)
            .Take(CandidatesMax).ToListAsync(cancellation);
        var ids = candidates.Select(p => p.Id).ToList();
        var claims = await db.Claims.AsNoTracking().Where(c => ids.Contains(c.ProposalId) && c.Until > now)
            .ToDictionaryAsync(c => c.ProposalId, cancellation);

        var batch = BatchOf(candidates, claims, caller.Id);
        var given = await ApprovalsAsync(db, batch, cancellation);
        return new([.. batch.Select(p => RowOf(p, claims, given))], waiting, now - oldest);
    }

    /// <summary>How many proposals wait for this person: the badge on every page.</summary>
    public async Task<int> WaitingAsync(Caller.Person caller, CancellationToken cancellation)
    {
        if (!caller.May(Permission.DecideProposals)) return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (await DecidableAsync(db, caller, clock.Instant(), cancellation)).CountAsync(cancellation);
    }

    private static async Task<IQueryable<Proposal>> DecidableAsync(
        ConsoleDbContext db, Caller.Person caller, DateTimeOffset now, CancellationToken cancellation)
    {
        // Few agents are one's own, so their names are fetched once instead of being joined to every proposal.
        var own = await db.Agents.Where(a => a.RegisteredBy == caller.Id).Select(a => a.Name)
            .Union(db.AgentKeys.Where(k => k.HolderId == caller.Id).Select(k => k.Agent)).ToListAsync(cancellation);
        var pending = db.Proposals.AsNoTracking().Where(p => p.Status == ProposalStatus.Pending && p.ExpiresAt > now);
        if (own.Count > 0) pending = pending.Where(p => !own.Contains(p.Agent));

        return pending.Where(RoleFilter.Of(caller.Roles));
    }

    private static List<Proposal> BatchOf(List<Proposal> candidates, Dictionary<ProposalId, Claim> claims, PersonId reader)
    {
        var first = candidates.FirstOrDefault(p => !claims.TryGetValue(p.Id, out var claim) || claim.PersonId == reader) ?? candidates[0];
        var alike = candidates.Where(p => p.Id != first.Id && p.Agent == first.Agent && p.Tool == first.Tool
            && RiskModel.Band(p.RiskScore) == RiskModel.Band(first.RiskScore));
        return [first, .. alike.OrderBy(p => p.ExpiresAt).Take(ReviewLimits.BatchMax - 1)];
    }

    private static async Task<Dictionary<ProposalId, int>> ApprovalsAsync(ConsoleDbContext db, List<Proposal> batch, CancellationToken cancellation)
    {
        var ids = batch.Select(p => p.Id).ToList();
        var decisions = await db.Decisions.AsNoTracking().Where(d => ids.Contains(d.ProposalId)).ToListAsync(cancellation);
        return batch.ToDictionary(p => p.Id, p => Quorum.Approvals(decisions.Where(d => d.ProposalId == p.Id), p.Digest));
    }

    private static QueueRow RowOf(Proposal proposal, Dictionary<ProposalId, Claim> claims, Dictionary<ProposalId, int> given)
    {
        var claim = claims.GetValueOrDefault(proposal.Id);
        return new(proposal, claim?.PersonName, claim?.Until, given[proposal.Id]);
    }
}
