using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Tries again to start what an endpoint did not take, when its time has come.</summary>
[DisallowConcurrentExecution]
internal sealed class SendStartsJob(IDbContextFactory<ConsoleDbContext> contexts, StartSender sender, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("send-starts", "agents");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        List<ScheduledRunId> due;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
            due = await db.ScheduledRuns.AsNoTracking().Where(run => run.Status == ScheduledRunStatus.Due && run.DueAt <= now)
                .OrderBy(run => run.DueAt).Select(run => run.Id).Take(ScheduleLimits.SendBatchMax).ToListAsync(cancellation);
        var done = 0;
        foreach (var id in due)
            if (await sender.TrySendAsync(id, cancellation)) done++;
        return new(done, string.Create(CultureInfo.InvariantCulture, $"{done} starts were tried again."));
    }
}
