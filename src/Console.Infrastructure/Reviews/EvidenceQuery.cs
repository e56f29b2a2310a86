using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Reads the evidence beside a card. Every part is a bounded walk along one index, however much lies in the store.</summary>
public sealed class EvidenceQuery(IDbContextFactory<ConsoleDbContext> contexts, AgentCache agents, ActorNames names, BudgetQuery budgets, TimeProvider clock)
{
    /// <summary>How far back the like is looked for.</summary>
    public const int AlikeDays = 30;

    /// <summary>How many decisions on the like are looked at.</summary>
    public const int AlikeMax = 200;

    /// <summary>How many earlier steps of a run are looked at.</summary>
    public const int StepsMax = 100;

    public async Task<ReviewEvidence> OfAsync(Proposal proposal, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new(await RuleAsync(db, proposal, cancellation), await AlikeAsync(db, proposal, cancellation), await RunAsync(db, proposal, cancellation),
            await SourcesAsync(db, proposal, cancellation), await budgets.LeftAsync(proposal, cancellation));
    }

    private async Task<RuleOwner> RuleAsync(ConsoleDbContext db, Proposal proposal, CancellationToken cancellation)
    {
        var security = agents.Find(proposal.Agent)?.Document.Owners.Security;
        if (proposal is not { PolicySet: { } set, PolicyVersion: { } number }) return new(null, null, security);
        var published = await db.PolicyVersions.AsNoTracking().Where(version => version.SetName == set && version.Number == number)
            .Select(version => new { version.PublishedBy, version.PublishedAt }).SingleOrDefaultAsync(cancellation);
        return published?.PublishedBy is { } by
            ? new((await names.OfAsync([by], cancellation))[by], published.PublishedAt, security)
            : new(null, null, security);
    }

    private async Task<AlikeDecisions> AlikeAsync(ConsoleDbContext db, Proposal proposal, CancellationToken cancellation)
    {
        var since = clock.Instant().AddDays(-AlikeDays);
        var decided = await db.Proposals.AsNoTracking()
            .Where(p => p.Agent == proposal.Agent && p.Tool == proposal.Tool && p.DecidedAt >= since && p.Id != proposal.Id && p.Planted == null)
            .OrderByDescending(p => p.DecidedAt).Take(AlikeMax + 1)
            .Select(p => new { p.Status, p.SubmittedAt, p.DecidedAt }).ToListAsync(cancellation);
        return AlikeDecisions.Of([.. decided.Take(AlikeMax).Select(p => (p.Status, p.DecidedAt!.Value - p.SubmittedAt))], decided.Count > AlikeMax);
    }

    private static async Task<EarlierSteps?> RunAsync(ConsoleDbContext db, Proposal proposal, CancellationToken cancellation)
    {
        if (proposal.RunId is not { } run) return null;
        var steps = await db.Proposals.AsNoTracking()
            .Where(p => p.RunId == run && p.SubmittedAt <= proposal.SubmittedAt && p.Agent == proposal.Agent
                && p.Environment == proposal.Environment && p.Id != proposal.Id && p.Planted == null)
            .OrderByDescending(p => p.SubmittedAt).ThenByDescending(p => p.Id).Take(StepsMax + 1)
            .Select(p => new RunStep(p.Id, p.Tool, p.Sentence, p.Status, p.RiskScore, p.SubmittedAt)).ToListAsync(cancellation);
        var kept = steps.Take(StepsMax).Reverse().ToList();
        return new(run, kept, steps.Count > StepsMax, kept.Count == 0 ? TimeSpan.Zero : proposal.SubmittedAt - kept[0].At);
    }

    private static async Task<IReadOnlyDictionary<int, ProposalId>> SourcesAsync(ConsoleDbContext db, Proposal proposal, CancellationToken cancellation)
    {
        var steps = OriginsText.Read(proposal.Origins).Arguments.Select(argument => argument.Step).OfType<int>().Distinct().Take(StepsMax).ToList();
        if (steps.Count == 0 || proposal.RunId is not { } name) return new Dictionary<int, ProposalId>();
        var runs = db.Runs.Where(run => run.Agent == proposal.Agent && run.Environment == proposal.Environment && run.Name == name).Select(run => run.Key);
        return await db.RunReadings.AsNoTracking().Where(reading => runs.Contains(reading.Run) && steps.Contains(reading.Step) && reading.Proposal != null)
            .Select(reading => new { reading.Step, reading.Proposal }).ToDictionaryAsync(reading => reading.Step, reading => reading.Proposal!.Value, cancellation);
    }
}
