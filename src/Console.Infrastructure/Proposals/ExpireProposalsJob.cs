using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Expires what nobody decided in time and nobody looks at.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireProposalsJob(IDbContextFactory<ConsoleDbContext> contexts, ExpireHandler expire, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("expire", "proposals");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var done = await IsAnyOverdueAsync(cancellation) ? await expire.HandleAsync(cancellation) : 0;
        return new(done, string.Create(CultureInfo.InvariantCulture, $"{done} proposals expired undecided."));
    }

    // Asked without a write, so that an idle console does not commit every second.
    private async Task<bool> IsAnyOverdueAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Proposals.AnyAsync(p => p.Status == ProposalStatus.Pending && p.ExpiresAt <= now, cancellation);
    }
}
