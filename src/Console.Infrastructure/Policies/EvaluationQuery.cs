using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Searches the decision log, newest first.</summary>
public sealed class EvaluationQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public const int PageMax = 100;

    public async Task<Page<PolicyEvaluation>> PageAsync(EvaluationFilter filter, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var count = Math.Clamp(limit, 1, PageMax);
        var rows = Matching(db, filter);
        if (after is { } cursor) rows = rows.Where(row => row.At <= cursor.At);
        var read = await rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Skip(after?.Seen ?? 0).Take(count + 1).ToListAsync(cancellation);
        return Page.Of(read, count, row => row.At, after);
    }

    public async Task<PolicyEvaluation?> FindAsync(EvaluationId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.PolicyEvaluations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    private static IQueryable<PolicyEvaluation> Matching(ConsoleDbContext db, EvaluationFilter filter)
    {
        var rows = db.PolicyEvaluations.AsNoTracking();
        if (!filter.IsReadable) return rows.Where(_ => false);
        if (filter.Agent is { } agent) rows = rows.Where(row => row.Agent == agent);
        if (filter.Tool is { } tool) rows = rows.Where(row => row.Tool == tool);
        if (filter.Rule is { } rule) rows = rows.Where(row => row.Rule == rule);
        if (filter.Set is { } set) rows = rows.Where(row => row.SetName == set);
        if (filter.Kind is { } kind) rows = rows.Where(row => row.Kind == kind);
        if (filter.Code is { } code) rows = rows.Where(row => row.Code == code);
        if (filter.Proposal is { } proposal) rows = rows.Where(row => row.ProposalId == proposal);
        if (filter.From is { } from) rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.At < to);
        return rows;
    }
}
