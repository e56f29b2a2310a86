using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Reads proposals: the proposer's own, one for a page, and lists.</summary>
public sealed class ProposalQuery(IDbContextFactory<ConsoleDbContext> contexts, ExpireHandler expire, SettleHandler settle, TimeProvider clock)
{
    /// <summary>A page of whole proposals may be large: arguments have their own bound.</summary>
    public const int PageMax = 50;

    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, ProposalId, Task<Proposal?>> _find = EF.CompileAsyncQuery(
        (ConsoleDbContext db, ProposalId id) => db.Proposals.AsNoTracking().SingleOrDefault(p => p.Id == id));

    private readonly Func<ConsoleDbContext, ProposalId, Task<Grant?>> _findGrant = EF.CompileAsyncQuery(
        (ConsoleDbContext db, ProposalId id) => db.Grants.AsNoTracking().SingleOrDefault(g => g.ProposalId == id));

    /// <summary>An agent's own proposal; null for another's, as if there were none.</summary>
    public async Task<ProposalState?> OwnAsync(string agent, string environment, ProposalId id, CancellationToken cancellation)
    {
        var state = await OfAsync(id, cancellation);
        return state?.Proposal.Agent == agent && state.Proposal.Environment == environment && state.Proposal.Planted is null ? state : null;
    }

    /// <summary>One proposal for somebody who may read all; an overdue one is expired first, and a hold that is over is ended.</summary>
    public async Task<ProposalState?> OfAsync(ProposalId id, CancellationToken cancellation)
    {
        var state = await ReadAsync(id);
        var now = clock.Instant();
        if (state?.Proposal.IsOverdue(now) == true) await expire.HandleAsync(cancellation);
        else if (state?.Proposal.IsHeldLongEnough(now) == true) await settle.HandleAsync(id, cancellation);
        else return state;
        return await ReadAsync(id);

        async Task<ProposalState?> ReadAsync(ProposalId wanted)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            if (await _find(db, wanted) is not { } proposal) return null;
            return new(proposal, MayHaveGrant(proposal.Status) ? await _findGrant(db, wanted) : null);
        }
    }

    public async Task<IReadOnlyList<Decision>> DecisionsAsync(ProposalId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Decisions.AsNoTracking().Where(d => d.ProposalId == id).OrderBy(d => d.At).ToListAsync(cancellation);
    }

    /// <summary>What waits for a person or is held, of one agent, newest first.</summary>
    public async Task<Page<Proposal>> OpenOfAsync(string agent, string environment, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        var open = db.Proposals.AsNoTracking().Where(p => p.Agent == agent && p.Environment == environment && p.Planted == null && p.ExpiresAt > now
            && (p.Status == ProposalStatus.Pending || p.Status == ProposalStatus.Holding));
        return Page.Of(await Newest(open, after, limit).ToListAsync(cancellation), limit, proposal => proposal.SubmittedAt, after);
    }

    /// <summary>A page of whole proposals, newest first.</summary>
    public async Task<Page<Proposal>> PageAsync(ProposalFilter filter, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var read = await Newest(Matching(db, filter), after, limit).ToListAsync(cancellation);
        return Page.Of(read, limit, proposal => proposal.SubmittedAt, after);
    }

    /// <summary>The same as rows for a list.</summary>
    public async Task<Page<ProposalRow>> RowsAsync(ProposalFilter filter, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var read = await Newest(Matching(db, filter), after, limit).Select(p => new ProposalRow
        {
            Id = p.Id,
            Sentence = p.Sentence,
            Agent = p.Agent,
            Environment = p.Environment,
            Tool = p.Tool,
            Status = p.Status,
            RiskScore = p.RiskScore,
            SubmittedAt = p.SubmittedAt,
            ExpiresAt = p.ExpiresAt,
            DecidedAt = p.DecidedAt,
            DecidedBy = p.DecidedByName,
            DenialCode = p.DenialCode,
        }).ToListAsync(cancellation);
        return Page.Of(read, limit, row => row.SubmittedAt, after);
    }

    private static IQueryable<Proposal> Matching(ConsoleDbContext db, ProposalFilter filter)
    {
        var rows = db.Proposals.AsNoTracking();
        if (!filter.IsReadable) return rows.Where(_ => false);
        if (filter.Status is { } status) rows = rows.Where(p => p.Status == status);
        if (filter.Agent is { } agent) rows = rows.Where(p => p.Agent == agent);
        if (filter.Tool is { } tool) rows = rows.Where(p => p.Tool == tool);
        if (filter.RunId is { } run) rows = rows.Where(p => p.RunId == run);
        if (string.IsNullOrWhiteSpace(filter.Search)) return rows;

        var text = filter.Search.Trim();
        return ProposalId.TryParse(text, out var id)
            ? rows.Where(p => p.Id == id)
            : rows.Where(p => p.Sentence.Contains(text) || p.Tool.Contains(text) || p.Agent.Contains(text));
    }

    private static IQueryable<Proposal> Newest(IQueryable<Proposal> rows, PageCursor? after, int limit)
    {
        if (after is { } cursor) rows = rows.Where(p => p.SubmittedAt <= cursor.At);
        return rows.OrderByDescending(p => p.SubmittedAt).ThenByDescending(p => p.Id)
            .Skip(after?.Seen ?? 0).Take(Math.Clamp(limit, 1, PageMax) + 1);
    }

    private static bool MayHaveGrant(ProposalStatus status) => status is ProposalStatus.Released or ProposalStatus.Running
        or ProposalStatus.Succeeded or ProposalStatus.Failed or ProposalStatus.Unknown or ProposalStatus.Revoked;
}
