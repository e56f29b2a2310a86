using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>Lists what OPAs elsewhere say to have decided, newest first.</summary>
public sealed class OutsideDecisionQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<Page<OutsideDecisionRow>> ListAsync(PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.OutsideDecisions.AsNoTracking();
        if (after is { } cursor) found = found.Where(row => row.At <= cursor.At);
        var rows = await Rows(db, found.OrderByDescending(row => row.At).ThenBy(row => row.DecisionId).Skip(after?.Seen ?? 0).Take(limit + 1))
            .ToListAsync(cancellation);
        return Page.Of(rows, limit, row => row.Decision.At, after);
    }

    public async Task<OutsideDecisionRow?> FindAsync(string decisionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Rows(db, db.OutsideDecisions.AsNoTracking().Where(row => row.DecisionId == decisionId)).SingleOrDefaultAsync(cancellation);
    }

    // Looked up, not joined: an OPA that gives one name twice must not make one row two.
    private static IQueryable<OutsideDecisionRow> Rows(ConsoleDbContext db, IQueryable<OutsideDecision> decisions) => decisions.Select(decision => new OutsideDecisionRow(
        decision,
        db.PolicyEvaluations.Where(evaluation => evaluation.OutsideId == decision.DecisionId).OrderBy(evaluation => evaluation.At).ThenBy(evaluation => evaluation.Id)
            .Select(evaluation => (ProposalId?)evaluation.ProposalId).FirstOrDefault()));
}
