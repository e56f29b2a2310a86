using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Finds the planted proposal that a person decided a moment ago.</summary>
public sealed class RevealQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(5);

    /// <summary>Null where the last few minutes held none.</summary>
    public async Task<RevealedProposal?> OfAsync(Caller.Person person, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = clock.Instant() - Shown;
        var last = await db.Decisions.AsNoTracking().Where(decision => decision.PersonId == person.Id && decision.At > since && decision.IsCaught != null)
            .OrderByDescending(decision => decision.At)
            .Join(db.Proposals, decision => decision.ProposalId, proposal => proposal.Id, (decision, proposal) => new { proposal.Id, decision.IsCaught, proposal.Planted, decision.At })
            .FirstOrDefaultAsync(cancellation);
        return last is { IsCaught: { } isCaught, Planted: { } flaw } ? new(last.Id, isCaught, flaw, last.At) : null;
    }
}
