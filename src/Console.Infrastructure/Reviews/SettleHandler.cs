using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>
/// Ends a hold whose time has passed: called by whoever looks first, and by a clock for what nobody looks at.
/// Everything is asked again; what does not hold up waits for people again.
/// </summary>
public sealed class SettleHandler(IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, ReleaseDesk releases,
    ExpireHandler expiry, GrantDesk grants, LedgerWriter ledger, TimeProvider clock)
{
    private const int BatchMax = 200;

    /// <summary>Settles what is due; answers how many were.</summary>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await db.Proposals.AsNoTracking().Where(p => p.Status == ProposalStatus.Holding && p.HoldsUntil <= now)
            .OrderBy(p => p.HoldsUntil).Select(p => p.Id).Take(BatchMax).ToListAsync(cancellation);
        foreach (var id in due)
        {
            try
            {
                await HandleAsync(id, cancellation);
            }
            catch (BusyException)
            {
                // The next round finds it again; those behind it are not to wait for it.
            }
        }

        return due.Count;
    }

    /// <summary>Settles one proposal; what is not due stays as it is.</summary>
    public async Task HandleAsync(ProposalId id, CancellationToken cancellation)
    {
        await grants.ReadyAsync(cancellation);
        await transaction.RunAsync(() => releases.AskOutsideAsync(id, cancellation), CommitAsync, cancellation);

        async Task<bool> CommitAsync(ConsoleDbContext db, AskedOutside outside, CancellationToken inner)
        {
            var now = clock.Instant();
            if (await db.Proposals.SingleOrDefaultAsync(p => p.Id == id, inner) is not { } proposal || !proposal.IsHeldLongEnough(now)) return false;
            // Nobody looked in time, not even the clock: what has expired is not released late.
            if (proposal.ExpiresAt <= now)
            {
                await expiry.ExpireAsync(db, proposal, now, inner);
                return true;
            }

            var decisions = await EarlierDecisions.OfAsync(db, id, inner);
            var approvers = Quorum.Yes(decisions, proposal).Select(approval => approval.HeldRoles).ToList();
            var judged = await releases.JudgeAsync(db, proposal, approvers, outside, inner);
            judged.Opinion?.Record(db, proposal, EvaluationMoment.Release);
            if (WhyNot(proposal, judged, approvers) is { } reason)
            {
                Return(db, proposal, judged, reason, now);
                return true;
            }

            // INVARIANT: it is holding, and holding takes this verb.
            if (!proposal.TryRelease(judged.Cleared, now)) throw new InvalidOperationException($"{proposal.Id} refused to be released.");
            if (judged is { Opinion: { } opinion, History: { } history }) history.CountApproval(opinion.Question);
            var server = new Caller.Server();
            ledger.Append(db, server, new ProposalReleased(proposal.Id, judged.Opinion?.Asked));
            grants.Issue(db, server, proposal, judged.Cleared, decisions, judged.Deciding, now);
            await db.DeliverDecisionAsync(proposal, now, inner);
            return true;
        }
    }

    private static (string Code, string? Detail)? WhyNot(Proposal proposal, ReleaseJudgement judged, IReadOnlyList<IReadOnlySet<Role>> approvers)
    {
        if (judged.Verdict.IsDeny) return (ProposalReturned.NotReleasable, judged.Verdict.Determining.Reason);
        if (judged.MovedFrom(proposal.Snapshot) is not null) return (ProposalReturned.TargetMoved, null);
        if (judged.LostSightOf(proposal.Snapshot) is { } fault) return (ProposalReturned.TargetUnreadable, fault);
        var isMet = EditDesk.ClausesOf(proposal).Concat(judged.Verdict.Clauses).All(clause => clause.IsMetBy(approvers));
        return isMet && !judged.IsHeldByPolicy ? null : (ProposalReturned.NotReleasable, judged.Verdict.Determining.Reason);
    }

    private void Return(ConsoleDbContext db, Proposal proposal, ReleaseJudgement judged, (string Code, string? Detail) reason, DateTimeOffset now)
    {
        // INVARIANT: it is holding, and holding takes this verb.
        if (!proposal.TryUndo(now)) throw new InvalidOperationException($"{proposal.Id} refused to go back.");
        if (judged.MovedFrom(proposal.Snapshot) is { } moved) proposal.MoveTarget(moved, now);
        if (judged.Verdict is { IsDeny: false, Clauses: { Count: > 0 } further }) proposal.Ask(ApprovalClause.Reduce([.. proposal.Clauses, .. further]));
        ledger.Append(db, new Caller.Server(), new ProposalReturned(proposal.Id, reason.Code, reason.Detail));
    }
}
