using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>
/// The small batch a reviewer works on: the most urgent proposal that nobody else reads, by risk and by how much of its time is left,
/// and up to four more of the same agent, tool and risk band, soonest to expire first.
/// </summary>
public sealed class QueueQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many of the riskiest are looked at when a batch is put together.</summary>
    private const int CandidatesMax = 100;

    /// <summary>How many of those that expire first are looked at beside them.</summary>
    private const int ExpiringMax = 50;

    public Task<WorkingBatch> OfAsync(Caller.Person caller, CancellationToken cancellation) => OfAsync(caller, [], cancellation);

    /// <summary>A fresh batch that begins with the riskiest, however much time it has.</summary>
    public Task<WorkingBatch> RiskiestAsync(Caller.Person caller, CancellationToken cancellation) => OfAsync(caller, [], isRiskiest: true, cancellation);

    /// <summary>
    /// The batch that was begun, in its order, decided ones included, filled up with what is alike; a fresh batch where
    /// nothing of it is left to decide.
    /// </summary>
    public Task<WorkingBatch> OfAsync(Caller.Person caller, IReadOnlyList<ProposalId> begun, CancellationToken cancellation) =>
        OfAsync(caller, begun, isRiskiest: false, cancellation);

    private async Task<WorkingBatch> OfAsync(Caller.Person caller, IReadOnlyList<ProposalId> begun, bool isRiskiest, CancellationToken cancellation)
    {
        if (!caller.May(Permission.DecideProposals)) return WorkingBatch.Empty;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        var asked = await AskedAsync(db, caller, now, cancellation);
        if (await WaitingAsync(db, asked, caller.Id, cancellation) is not { } waiting) return WorkingBatch.Empty;
        var mine = NotApproved(db, asked.Mine, caller.Id);

        var ids = await KeptAsync(mine, begun, cancellation);
        if (ids.Count == 0) ids = await FreshAsync(db, mine, caller.Id, isRiskiest, now, cancellation);
        return new(await RowsAsync(db, ids, caller.Id, now, cancellation), waiting.Count, now - waiting.Oldest, waiting.RiskMax);
    }

    /// <summary>How many proposals wait for this person: the badge on every page.</summary>
    public async Task<int> WaitingAsync(Caller.Person caller, CancellationToken cancellation)
    {
        if (!caller.May(Permission.DecideProposals)) return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await WaitingAsync(db, await AskedAsync(db, caller, clock.Instant(), cancellation), caller.Id, cancellation))?.Count ?? 0;
    }

    // Counted by the index alone, in groups, of which there are few. Whose own approvals are among what waits is counted row by row, and that is seldom.
    private static async Task<Waiting?> WaitingAsync(ConsoleDbContext db, Asked asked, PersonId reader, CancellationToken cancellation)
    {
        var groups = await asked.Pending.GroupBy(p => new { p.ApprovalRoles, p.Agent })
            .Select(same => new { same.Key.ApprovalRoles, same.Key.Agent, Count = same.Count(), Oldest = same.Min(p => p.SubmittedAt), RiskMax = same.Max(p => p.RiskScore) }).ToListAsync(cancellation);
        var own = groups.Where(same => RoleFilter.Fits(asked.Standings, same.ApprovalRoles, same.Agent)).ToList();
        if (own.Count == 0) return null;

        var all = new Waiting { Count = own.Sum(same => same.Count), Oldest = own.Min(same => same.Oldest), RiskMax = own.Max(same => same.RiskMax) };
        var hasApproved = await db.Decisions.AnyAsync(d => d.PersonId == reader && d.At >= all.Oldest && (d.Kind == DecisionKind.Approve || d.Kind == DecisionKind.Edit)
            && asked.Pending.Any(p => p.Id == d.ProposalId), cancellation);
        return !hasApproved ? all : await NotApproved(db, asked.Mine, reader).GroupBy(_ => 1)
            .Select(left => new Waiting { Count = left.Count(), Oldest = left.Min(p => p.SubmittedAt), RiskMax = left.Max(p => p.RiskScore) }).SingleOrDefaultAsync(cancellation);
    }

    // Who has said yes to exactly this waits for others, not for oneself.
    private static IQueryable<Proposal> NotApproved(ConsoleDbContext db, IQueryable<Proposal> asked, PersonId reader) => asked.Where(p => !db.Decisions.Any(d => d.ProposalId == p.Id
        && d.PersonId == reader && d.Digest == p.Digest && d.Round == p.Round && (d.Kind == DecisionKind.Approve || d.Kind == DecisionKind.Edit)));

    private static async Task<Asked> AskedAsync(
        ConsoleDbContext db, Caller.Person caller, DateTimeOffset now, CancellationToken cancellation)
    {
        // Few agents are one's own, so their names are fetched once instead of being joined to every proposal.
        var own = await db.OwnAgentsOf(caller.Id).ToListAsync(cancellation);
        var pending = db.Proposals.AsNoTracking().Where(p => p.Status == ProposalStatus.Pending && p.ExpiresAt > now);
        if (own.Count > 0) pending = pending.Where(p => !own.Contains(p.Agent));

        return new(pending, await DecidingRoles.AllAsync(db, caller, now, cancellation));
    }

    private static async Task<List<ProposalId>> KeptAsync(
        IQueryable<Proposal> mine, IReadOnlyList<ProposalId> begun, CancellationToken cancellation)
    {
        var kept = begun.Take(ReviewLimits.BatchMax).ToList();
        if (kept.Count == 0) return [];
        if (await CandidatesOf(mine.Where(p => kept.Contains(p.Id))).FirstOrDefaultAsync(cancellation) is not { } first) return [];
        if (kept.Count == ReviewLimits.BatchMax) return kept;

        var more = await CandidatesOf(mine.Where(p => p.Agent == first.Agent && p.Tool == first.Tool && !kept.Contains(p.Id)))
            .OrderBy(p => p.ExpiresAt).ThenBy(p => p.Id).Take(CandidatesMax).ToListAsync(cancellation);
        return [.. kept, .. more.Where(first.IsLike).Take(ReviewLimits.BatchMax - kept.Count).Select(p => p.Id)];
    }

    private static async Task<List<ProposalId>> FreshAsync(
        ConsoleDbContext db, IQueryable<Proposal> mine, PersonId reader, bool isRiskiest, DateTimeOffset now, CancellationToken cancellation)
    {
        // True of all, and said with both ends so that SQLite takes the index in whose order they are wanted for the narrowest one; with one
        // end or none it sorts everything that waits.
        var candidates = await CandidatesOf(mine.Where(p => p.RiskScore >= 0 && p.RiskScore <= RiskModel.ScoreMax)).OrderByDescending(p => p.RiskScore).ThenBy(p => p.ExpiresAt).ThenBy(p => p.Id)
            .Take(CandidatesMax).ToListAsync(cancellation);
        if (candidates.Count == 0) return [];
        if (!isRiskiest) candidates = await RankedAsync(mine, candidates, now, cancellation);

        var ids = candidates.Select(p => p.Id).ToList();
        var readByOthers = await db.Claims.AsNoTracking().Where(c => ids.Contains(c.ProposalId) && c.Until > now && c.PersonId != reader)
            .Select(c => c.ProposalId).ToListAsync(cancellation);
        var first = candidates.Find(p => !readByOthers.Contains(p.Id)) ?? candidates[0];
        var alike = candidates.Where(p => p.Id != first.Id && first.IsLike(p)).OrderBy(p => p.ExpiresAt).Take(ReviewLimits.BatchMax - 1);
        return [first.Id, .. alike.Select(p => p.Id)];
    }

    // What is less risky and runs out of time is not among the riskiest, where there are many.
    private static async Task<List<Candidate>> RankedAsync(IQueryable<Proposal> mine, List<Candidate> riskiest, DateTimeOffset now, CancellationToken cancellation)
    {
        var expiring = riskiest.Count < CandidatesMax ? [] : await CandidatesOf(mine).OrderBy(p => p.ExpiresAt).ThenBy(p => p.Id).Take(ExpiringMax).ToListAsync(cancellation);
        return [.. riskiest.Concat(expiring).DistinctBy(p => p.Id).OrderByDescending(p => Urgency.Of(p.RiskScore, p.SubmittedAt, p.ExpiresAt, now)).ThenBy(p => p.ExpiresAt)];
    }

    private static IQueryable<Candidate> CandidatesOf(IQueryable<Proposal> proposals) =>
        proposals.Select(p => new Candidate { Id = p.Id, Agent = p.Agent, Tool = p.Tool, RiskScore = p.RiskScore, SubmittedAt = p.SubmittedAt, ExpiresAt = p.ExpiresAt });

    private static async Task<IReadOnlyList<QueueRow>> RowsAsync(
        ConsoleDbContext db, List<ProposalId> ids, PersonId reader, DateTimeOffset now, CancellationToken cancellation)
    {
        var proposals = await db.Proposals.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancellation);
        var claims = await db.Claims.AsNoTracking().Where(c => ids.Contains(c.ProposalId) && c.Until > now)
            .ToDictionaryAsync(c => c.ProposalId, cancellation);
        var decisions = await db.Decisions.AsNoTracking().Where(d => ids.Contains(d.ProposalId)).ToListAsync(cancellation);
        return [.. proposals.OrderBy(p => ids.IndexOf(p.Id)).Select(RowOf)];

        QueueRow RowOf(Proposal proposal)
        {
            var claim = claims.GetValueOrDefault(proposal.Id);
            var said = decisions.Where(d => d.ProposalId == proposal.Id).ToList();
            return new(proposal, claim?.PersonName, claim?.Until, claim?.PersonId == reader,
                Blindness.Shown(said, proposal, reader), Quorum.HasApproved(said, proposal, reader));
        }
    }

    /// <summary>What waits, and with which roles the reader may decide on some of it.</summary>
    private sealed record Asked(IQueryable<Proposal> Pending, IReadOnlyList<DecidingRoles.Standing> Standings)
    {
        public IQueryable<Proposal> Mine => Pending.Where(RoleFilter.Of(Standings));
    }

    /// <summary>What waits, counted.</summary>
    private sealed class Waiting
    {
        public required int Count { get; init; }
        public required DateTimeOffset Oldest { get; init; }
        public required int RiskMax { get; init; }
    }

    /// <summary>What is needed to choose: arguments may be large, and most candidates are not chosen.</summary>
    private sealed class Candidate
    {
        public required ProposalId Id { get; init; }
        public required string Agent { get; init; }
        public required string Tool { get; init; }
        public required int RiskScore { get; init; }
        public required DateTimeOffset SubmittedAt { get; init; }
        public required DateTimeOffset ExpiresAt { get; init; }

        public bool IsLike(Candidate other) =>
            Agent == other.Agent && Tool == other.Tool && RiskModel.Band(RiskScore) == RiskModel.Band(other.RiskScore);
    }
}
