using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Forgets the marks of runs that have read nothing for long; that there was a run, and its figures, stay.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetReadingsJob(ConsoleTransaction transaction, RunsOptions options, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("forget", "runs");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        var before = now.AddDays(-options.MarksDays);
        var done = await transaction.RunAsync(async (db, inner) =>
        {
            var runs = await db.Runs.Where(run => run.LastReadAt < before).OrderBy(run => run.LastReadAt).Take(RunLimits.ForgetBatchMax).ToListAsync(inner);
            var keys = runs.ConvertAll(run => run.Key);
            await db.RunReadings.Where(reading => keys.Contains(reading.Run)).ExecuteDeleteAsync(inner);
            foreach (var run in runs) run.Forget(now);
            return runs.Count;
        }, cancellation);
        return new(done, string.Create(CultureInfo.InvariantCulture, $"The marks of {done} runs were forgotten, unread for {options.MarksDays} days."));
    }
}
