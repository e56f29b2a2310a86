using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Which of a few proposals somebody has opened as they are now: what is decided together was read one by one.</summary>
public sealed class OpenedQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<IReadOnlySet<ProposalId>> OfAsync(Caller.Person person, IReadOnlyCollection<Proposal> proposals, CancellationToken cancellation)
    {
        if (proposals.Count == 0) return new HashSet<ProposalId>();
        var ids = proposals.Select(proposal => proposal.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var opened = await db.Openings.AsNoTracking().Where(row => row.PersonId == person.Id && ids.Contains(row.ProposalId))
            .Select(row => new { row.ProposalId, row.Digest }).ToListAsync(cancellation);
        return opened.Where(row => proposals.Any(proposal => proposal.Id == row.ProposalId && proposal.Digest == row.Digest))
            .Select(row => row.ProposalId).ToHashSet();
    }
}
