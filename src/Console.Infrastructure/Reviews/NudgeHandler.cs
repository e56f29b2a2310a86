using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>
/// Reminds people of what waits, and asks one more role where nobody decides; each once, whoever looks first. Whoever is asked besides
/// may decide too: what is released is still what policy releases with the approvals that were given.
/// </summary>
public sealed class NudgeHandler(
    IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, NoticeDesk notices, LedgerWriter ledger, TimeProvider clock)
{
    private const int BatchMax = 100;

    /// <summary>Does what is due; answers for how many proposals.</summary>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        // Asked without a write, so that an idle console does not commit every second.
        return await IsAnyDueAsync() ? await transaction.RunAsync(CommitAsync, cancellation) : 0;

        async Task<bool> IsAnyDueAsync()
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            return await Due(db, clock.Instant()).AnyAsync(cancellation);
        }

        async Task<int> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            var due = await Due(db, now).OrderBy(p => p.NextNudgeAt).Take(BatchMax).ToListAsync(inner);
            foreach (var proposal in due) await NudgeAsync(db, proposal, now, inner);
            return due.Count;
        }
    }

    private static IQueryable<Proposal> Due(ConsoleDbContext db, DateTimeOffset now) =>
        db.Proposals.Where(p => p.Status == ProposalStatus.Pending && p.NextNudgeAt <= now && p.ExpiresAt > now);

    // Where the console was away for several of them, nobody is reminded twice at once.
    private async Task NudgeAsync(ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        var nudges = proposal.TakeNudges(now);
        if (nudges.Any(nudge => nudge.Kind == NudgeKind.Escalate)) await EscalateAsync(db, proposal, now, cancellation);
        if (nudges.LastOrDefault(nudge => nudge.Kind == NudgeKind.Remind) is { } reminder) await RemindAsync(db, proposal, reminder, now, cancellation);
    }

    private async Task RemindAsync(ConsoleDbContext db, Proposal proposal, Nudge reminder, DateTimeOffset now, CancellationToken cancellation)
    {
        ledger.Append(db, new Caller.Server(), new ProposalReminded(proposal.Id, reminder.Percent));
        await notices.TellAsync(db, proposal, EventType.ReviewReminder, proposal.AskedRoles, now, cancellation);
    }

    private async Task EscalateAsync(ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var role in Escalation.After(proposal.AskedRoles))
        {
            // Nobody may answer for the agent, or only who registered it: then there is nobody of that role to ask.
            var asked = new HashSet<Role> { role };
            if (role == Role.Dri && (await AskedPeople.OfAsync(db, proposal.Agent, asked, now, cancellation)).Count == 0) continue;

            proposal.EscalateTo(role);
            ledger.Append(db, new Caller.Server(), new ProposalEscalated(proposal.Id, role, proposal.ApprovalClauses));
            await notices.TellAsync(db, proposal, EventType.ReviewEscalated, asked, now, cancellation);
            return;
        }
    }
}
