using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Decides a few alike proposals with one word: refused as a whole where they may not be taken together, answered one by one where they may.</summary>
public sealed class DecideBatchHandler(DecideHandler decide, IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<DecideBatchOutcome> HandleAsync(DecideBatch command, CancellationToken cancellation)
    {
        var ids = command.Items.Select(item => item.Id).ToList();
        if (ids.Count is 0 or > ReviewLimits.BatchMax || ids.Distinct().Count() != ids.Count) return new DecideBatchOutcome.Refused(BatchRefusal.Size, ids);
        if (command.Caller is Caller.Person person && await WhyNotTogetherAsync(command, person.Id, cancellation) is { } refused) return refused;

        var answers = new List<(Domain.Proposals.ProposalId, DecideOutcome)>();
        foreach (var (id, digest) in command.Items)
            answers.Add((id, await decide.HandleAsync(new(command.Caller, id, command.Kind, digest, Reason: command.Reason, Note: command.Note), cancellation)));
        return new DecideBatchOutcome.Answered(answers);
    }

    private async Task<DecideBatchOutcome.Refused?> WhyNotTogetherAsync(DecideBatch command, PersonId person, CancellationToken cancellation)
    {
        var ids = command.Items.Select(item => item.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Proposals.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.Agent, p.Tool, p.RiskScore, p.Digest }).ToListAsync(cancellation);
        if (ids.Except(found.Select(p => p.Id)).ToList() is { Count: > 0 } unknown) return new(BatchRefusal.Unknown, unknown);
        if (found.Where(p => p.RiskScore >= ReviewLimits.HighRiskMin).Select(p => p.Id).ToList() is { Count: > 0 } high) return new(BatchRefusal.HighRisk, high);
        if (found.Select(p => (p.Agent, p.Tool, RiskModel.Band(p.RiskScore))).Distinct().Count() > 1) return new(BatchRefusal.Mixed, ids);

        var opened = await db.Openings.AsNoTracking().Where(row => row.PersonId == person && ids.Contains(row.ProposalId))
            .Select(row => new { row.ProposalId, row.Digest }).ToListAsync(cancellation);
        var unseen = found.Where(p => !opened.Any(row => row.ProposalId == p.Id && row.Digest == p.Digest)).Select(p => p.Id).ToList();
        return unseen.Count > 0 ? new(BatchRefusal.Unseen, unseen) : null;
    }
}
