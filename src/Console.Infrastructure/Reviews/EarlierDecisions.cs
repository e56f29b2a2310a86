using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What was said on a proposal so far, oldest first, by people who still may say anything: the word of somebody who was disabled counts no more.</summary>
internal static class EarlierDecisions
{
    public static async Task<List<Decision>> OfAsync(ConsoleDbContext db, ProposalId id, CancellationToken cancellation)
    {
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.ProposalId == id).OrderBy(d => d.At).ToListAsync(cancellation);
        if (decisions.Count == 0) return decisions;
        var people = decisions.ConvertAll(decision => decision.PersonId.Value);
        var disabled = await db.Users.Where(person => people.Contains(person.Id) && person.IsDisabled).Select(person => person.Id).ToListAsync(cancellation);
        decisions.RemoveAll(decision => disabled.Contains(decision.PersonId.Value));
        return decisions;
    }
}
