using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Reads one run with its steps, without any of the texts, which are kept nowhere.</summary>
public sealed class RunQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <summary>Null where nobody has heard of the run.</summary>
    public async Task<RunSheet?> OfAsync(string agent, string environment, string name, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Agent == agent && run.Environment == environment && run.Name == name, cancellation) is not { } run)
            return null;

        var read = await db.RunReadings.Where(row => row.Run == run.Key && row.Kind != ReadingKind.Sent).OrderBy(row => row.Step).Take(RunLimits.StepsShownMax)
            .Select(row => new RunStepRow(row.Step, row.At, row.Kind, row.Tool, row.Trust, row.Proposal, null, null)).ToListAsync(cancellation);
        var proposed = await db.Proposals.Where(row => row.RunId == name && row.Agent == agent && row.Environment == environment && row.RunStep != null)
            .OrderBy(row => row.SubmittedAt).Take(RunLimits.StepsShownMax)
            .Select(row => new RunStepRow(row.RunStep!.Value, row.SubmittedAt, null, row.Tool, null, row.Id, row.Sentence, row.Status)).ToListAsync(cancellation);
        // What is planted stands in the place of its model, which is shown: the run proposed that.
        return new(run, [.. read.Concat(proposed).DistinctBy(row => row.Step).OrderBy(row => row.Step)], read.Count == RunLimits.StepsShownMax || proposed.Count == RunLimits.StepsShownMax);
    }
}
