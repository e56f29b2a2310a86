using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>
/// Throws the stop switch: from the commit on nothing new is taken in, nothing waiting is released, no unused grant is worth anything.
/// The order itself is what stops; freezing and revoking make it visible at once.
/// </summary>
public sealed class StopHandler(ConsoleTransaction transaction, LedgerWriter ledger, StopNames names, TimeProvider clock)
{
    public async Task<StopOutcome> HandleAsync(Stop command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.StopAgents)) return new StopOutcome.RoleMissing(Permission.StopAgents);
        if (StopReach.FaultOfReason(command.Reason) is { } fault) return new StopOutcome.Malformed([fault]);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<StopOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await db.ExistsAsync(command.Target, inner)) return new StopOutcome.Unknown();
            if (await db.StopOrders.AsNoTracking().InForce().For(command.Target).FirstOrDefaultAsync(inner) is { } earlier)
                return new StopOutcome.AlreadyStopped(await names.OfAsync(db, earlier.OrderedBy, inner), earlier.OrderedAt, earlier.Reason);

            var now = clock.Instant();
            db.StopOrders.Add(new StopOrder
            {
                Id = Guid.CreateVersion7(now),
                Scope = command.Target.Scope,
                Name = command.Target.Name,
                Reason = command.Reason.Trim(),
                OrderedBy = command.Caller.Actor,
                OrderedAt = now,
            });
            var report = new StopReport(
                await FreezeAsync(db, command, now, inner),
                await RevokeAsync(db, command, now, inner),
                await db.Proposals.Under(command.Target).CountAsync(proposal => proposal.Status == ProposalStatus.Running, inner),
                await Waiting(db, command.Target, now).CountAsync(inner) + await Unused(db, command.Target, now).CountAsync(inner));
            ledger.Append(db, command.Caller, new StopOrdered(command.Target, command.Reason.Trim(), report));
            return new StopOutcome.Stopped(now, report);
        }
    }

    private async Task<int> FreezeAsync(ConsoleDbContext db, Stop command, DateTimeOffset now, CancellationToken cancellation)
    {
        var frozen = 0;
        for (var batch = 0; batch < AgentLimits.StopBatchesMax; batch++)
        {
            var waiting = await Waiting(db, command.Target, now).OrderBy(proposal => proposal.SubmittedAt).ThenBy(proposal => proposal.Id)
                .Take(AgentLimits.StopBatchMax).ToListAsync(cancellation);
            foreach (var proposal in waiting.Where(proposal => proposal.TryFreeze(now)))
                ledger.Append(db, command.Caller, new ProposalFrozen(proposal.Id, proposal.FrozenSecondsLeft!.Value));
            await db.SaveChangesAsync(cancellation);
            frozen += waiting.Count;
            if (waiting.Count < AgentLimits.StopBatchMax) break;
        }

        return frozen;
    }

    private async Task<int> RevokeAsync(ConsoleDbContext db, Stop command, DateTimeOffset now, CancellationToken cancellation)
    {
        var revoked = 0;
        for (var batch = 0; batch < AgentLimits.StopBatchesMax; batch++)
        {
            var unused = await Unused(db, command.Target, now).OrderBy(grant => grant.IssuedAt).ThenBy(grant => grant.Id)
                .Take(AgentLimits.StopBatchMax)
                .Join(db.Proposals, grant => grant.ProposalId, proposal => proposal.Id, (grant, proposal) => new { grant, proposal })
                .ToListAsync(cancellation);
            foreach (var pair in unused)
            {
                pair.grant.RevokedAt = now;
                pair.grant.Version++;
                if (!pair.proposal.TryTake(ProposalVerb.Revoke, now)) continue;
                ledger.Append(db, command.Caller, new ProposalRevoked(pair.proposal.Id, pair.grant.Id));
                revoked++;
            }

            await db.SaveChangesAsync(cancellation);
            if (unused.Count < AgentLimits.StopBatchMax) break;
        }

        return revoked;
    }

    // What is overdue has expired, though nobody has looked yet; it must not gain time by being frozen.
    private static IQueryable<Proposal> Waiting(ConsoleDbContext db, StopTarget target, DateTimeOffset now) => db.Proposals.Under(target)
        .Where(proposal => proposal.Status == ProposalStatus.Holding
            || (proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt > now));

    private static IQueryable<Grant> Unused(ConsoleDbContext db, StopTarget target, DateTimeOffset now) => db.Grants.Under(target)
        .Where(grant => grant.RedeemedAt == null && grant.RevokedAt == null && grant.ExpiresAt > now);
}
