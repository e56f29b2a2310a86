using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>Lists what the console runs itself, and whatever ended without anybody knowing how.</summary>
public sealed class ExecutionQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <summary>What nobody knows the end of, longest first; what agents lost track of too.</summary>
    public async Task<IReadOnlyList<ExecutionRow>> UnknownAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (from proposal in db.Proposals.AsNoTracking()
                      where proposal.Status == ProposalStatus.Unknown && proposal.Planted == null
                      join execution in db.Executions on proposal.Id equals execution.ProposalId into executions
                      from execution in executions.DefaultIfEmpty()
                      orderby proposal.SubmittedAt, proposal.Id
                      select new ExecutionRow(proposal, execution)).Take(ExecutionLimits.PageMax).ToListAsync(cancellation);
    }

    /// <summary>What the console ran, newest first.</summary>
    public async Task<Page<ExecutionRow>> PageAsync(ExecutionStatus? status, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.Executions.AsNoTracking();
        if (status is { } wanted) found = found.Where(row => row.Status == wanted);
        if (after is { } cursor) found = found.Where(row => row.OrderedAt <= cursor.At);
        var rows = await found.OrderByDescending(row => row.OrderedAt).ThenBy(row => row.ProposalId).Skip(after?.Seen ?? 0).Take(limit + 1)
            .Join(db.Proposals, row => row.ProposalId, proposal => proposal.Id, (row, proposal) => new ExecutionRow(proposal, row)).ToListAsync(cancellation);
        var ordered = rows.OrderByDescending(row => row.Execution!.OrderedAt).ThenBy(row => row.Proposal.Id.Value).ToList();
        return Page.Of(ordered, limit, row => row.Execution!.OrderedAt, after);
    }

    /// <summary>The execution of one proposal; null where the console does not run it, or not yet.</summary>
    public async Task<Execution?> OfAsync(ProposalId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Executions.AsNoTracking().SingleOrDefaultAsync(row => row.ProposalId == id, cancellation);
    }
}
