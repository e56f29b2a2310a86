using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Keeps what a reviewer has half written. A draft is a private note, not a change of the record, so it makes no entry.</summary>
public sealed class DraftHandler(ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    public async Task<Draft?> FindAsync(Caller.Person person, ProposalId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == person.Id && d.ProposalId == id, cancellation);
    }

    /// <summary>Keeps the note, cut to what a decision may carry; an empty draft is forgotten.</summary>
    public Task KeepAsync(Caller.Person person, ProposalId id, string note, ReasonCode? reason, CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<bool> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var draft = await db.Drafts.SingleOrDefaultAsync(d => d.PersonId == person.Id && d.ProposalId == id, inner);
            if (note.Length == 0 && reason is null)
            {
                if (draft is not null) db.Drafts.Remove(draft);
                return true;
            }

            if (draft is null)
            {
                if (!await db.Proposals.AnyAsync(p => p.Id == id, inner)) return false;
                draft = new Draft { PersonId = person.Id, ProposalId = id, ChangedAt = clock.Instant() };
                db.Drafts.Add(draft);
            }

            draft.Note = note.Length > ReviewLimits.NoteLengthMax ? note[..ReviewLimits.NoteLengthMax] : note;
            draft.Reason = reason;
            draft.ChangedAt = clock.Instant();
            return true;
        }
    }
}
