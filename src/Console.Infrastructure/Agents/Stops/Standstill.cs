using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Infrastructure.Spend;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>
/// Brings to a standstill what a target has under way, in bounded batches inside a transaction that is already running:
/// what waits is held back or ended, and no unused grant is worth anything. Says what it did not reach.
/// </summary>
public sealed class Standstill(SpendDesk spend, LedgerWriter ledger)
{
    internal const string Stopped = "stopped";

    /// <summary>For a stop, which may be lifted: what waits keeps the time it has left.</summary>
    public async Task<StopReport> FreezeAsync(ConsoleDbContext db, Caller caller, StopTarget target, DateTimeOffset now, CancellationToken cancellation)
    {
        var frozen = await EachAsync(db, target.WaitingIn(db, now), FreezeOneAsync, cancellation);
        return await ReportAsync(frozen, Stopped, db, caller, target, now, cancellation);

        // What was taken aside for it is given back meanwhile; it is asked for again when it is released.
        async Task FreezeOneAsync(Proposal proposal)
        {
            if (!proposal.TryFreeze(now)) return;
            await spend.ReleaseAsync(db, proposal, now, cancellation);
            ledger.Append(db, caller, new ProposalFrozen(proposal.Id, proposal.FrozenSecondsLeft!.Value));
        }
    }

    /// <summary>For what was put away for good: what waits is over, and whoever proposed it is told why.</summary>
    public async Task<StopReport> EndAsync(
        ConsoleDbContext db, Caller caller, StopTarget target, string reasonCode, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = db.Proposals.Under(target)
            .Where(proposal => proposal.Status == ProposalStatus.Pending || proposal.Status == ProposalStatus.Holding || proposal.Status == ProposalStatus.Frozen);
        var ended = await EachAsync(db, open, EndOneAsync, cancellation);
        return await ReportAsync(ended, reasonCode, db, caller, target, now, cancellation);

        async Task EndOneAsync(Proposal proposal)
        {
            if (!proposal.TryTake(ProposalVerb.Withdraw, now)) return;
            proposal.ReasonCode = reasonCode;
            await spend.ReleaseAsync(db, proposal, now, cancellation);
            ledger.Append(db, caller, new ProposalWithdrawn(proposal.Id, reasonCode));
            await db.DeliverDecisionAsync(proposal, now, cancellation);
        }
    }

    private async Task<StopReport> ReportAsync(
        int held, string reasonCode, ConsoleDbContext db, Caller caller, StopTarget target, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.EndPermitsAsync(ledger, caller, target, now, cancellation);
        return new(
            held,
            await RevokeAsync(db, caller, target, reasonCode, now, cancellation),
            await db.Proposals.Under(target).CountAsync(proposal => proposal.Status == ProposalStatus.Running, cancellation),
            await target.WaitingIn(db, now).CountAsync(cancellation) + await target.UnusedIn(db, now).CountAsync(cancellation))
        {
            Schedules = await target.SchedulesIn(db).CountAsync(cancellation),
        };
    }

    private static async Task<int> EachAsync(
        ConsoleDbContext db, IQueryable<Proposal> which, Func<Proposal, Task> hold, CancellationToken cancellation)
    {
        var held = 0;
        for (var batch = 0; batch < AgentLimits.StopBatchesMax; batch++)
        {
            var waiting = await which.OrderBy(proposal => proposal.SubmittedAt).ThenBy(proposal => proposal.Id)
                .Take(AgentLimits.StopBatchMax).ToListAsync(cancellation);
            foreach (var proposal in waiting) await hold(proposal);
            await db.SaveChangesAsync(cancellation);
            held += waiting.Count;
            if (waiting.Count < AgentLimits.StopBatchMax) break;
        }

        return held;
    }

    private async Task<int> RevokeAsync(
        ConsoleDbContext db, Caller caller, StopTarget target, string reasonCode, DateTimeOffset now, CancellationToken cancellation)
    {
        var revoked = 0;
        for (var batch = 0; batch < AgentLimits.StopBatchesMax; batch++)
        {
            var unused = await target.UnusedIn(db, now).OrderBy(grant => grant.IssuedAt).ThenBy(grant => grant.Id)
                .Take(AgentLimits.StopBatchMax)
                .Join(db.Proposals, grant => grant.ProposalId, proposal => proposal.Id, (grant, proposal) => new { grant, proposal })
                .ToListAsync(cancellation);
            foreach (var pair in unused)
            {
                // INVARIANT: UnusedIn gives grants of released proposals, and those take this verb: no grant is void without an entry.
                if (!pair.proposal.TryTake(ProposalVerb.Revoke, now)) throw new InvalidOperationException($"{pair.proposal.Id} refused to be revoked.");
                pair.proposal.ReasonCode = reasonCode;
                pair.grant.RevokedAt = now;
                pair.grant.Version++;
                await spend.ReleaseAsync(db, pair.proposal, now, cancellation);
                ledger.Append(db, caller, new ProposalRevoked(pair.proposal.Id, pair.grant.Id));
                await db.DeliverDecisionAsync(pair.proposal, now, cancellation);
                revoked++;
            }

            await db.SaveChangesAsync(cancellation);
            if (unused.Count < AgentLimits.StopBatchMax) break;
        }

        return revoked;
    }
}
