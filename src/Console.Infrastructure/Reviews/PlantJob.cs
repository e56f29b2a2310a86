using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Plants one known-bad proposal after so many decisions, while none of the last ones is still undecided.</summary>
[DisallowConcurrentExecution]
internal sealed class PlantJob(IDbContextFactory<ConsoleDbContext> contexts, PlantHandler plant, ReviewsOptions options, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("plant", "reviews");
    private static readonly TimeSpan ModelAge = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        if (options.PlantEvery == 0) return new(0, "Planting is switched off.");
        if (await ModelAsync(cancellation) is not { } model) return new(0, "Nothing to plant now.");
        return await plant.HandleAsync(new Caller.Server(), model, null, cancellation) is PlantOutcome.Planted ? new(1, "One was planted.") : new(0, "The latest could not be made wrong.");
    }

    private async Task<ProposalId?> ModelAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.Proposals.AsNoTracking().Where(p => p.Planted != null).OrderByDescending(p => p.SubmittedAt)
            .Select(p => new { p.SubmittedAt, p.Status }).FirstOrDefaultAsync(cancellation);
        if (last?.Status == ProposalStatus.Pending) return null;
        var now = clock.Instant();
        var since = last?.SubmittedAt ?? now - ModelAge;
        if (await db.Decisions.Where(d => d.At > since).OrderBy(d => d.At).Take(options.PlantEvery).CountAsync(cancellation) < options.PlantEvery) return null;
        var from = now - ModelAge;
        return await db.Proposals.AsNoTracking().Where(p => p.SubmittedAt > from && p.Verdict == VerdictKind.Review && p.Planted == null)
            .OrderByDescending(p => p.SubmittedAt).Select(p => (ProposalId?)p.Id).FirstOrDefaultAsync(cancellation);
    }
}
