using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs.History;

/// <summary>Forgets runs of jobs that ended long ago, a bounded piece at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class TrimJobRunsJob(ConsoleTransaction transaction, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("trim", "jobs");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var before = clock.Instant().AddDays(-JobLimits.RunDays);
        var done = 0;
        for (var piece = 0; piece < JobLimits.TrimPiecesMax; piece++)
        {
            var gone = await transaction.RunAsync(async (db, inner) =>
            {
                var old = await db.JobRuns.Where(run => run.EndedAt < before).OrderBy(run => run.EndedAt).Select(run => run.Id)
                    .Take(JobLimits.TrimRowsMax).ToListAsync(inner);
                return old.Count == 0 ? 0 : await db.JobRuns.Where(run => old.Contains(run.Id)).ExecuteDeleteAsync(inner);
            }, cancellation);
            done += gone;
            if (gone < JobLimits.TrimRowsMax) break;
        }

        return new(done, string.Create(CultureInfo.InvariantCulture, $"{done} rows of history that were older than {JobLimits.RunDays} days were forgotten."));
    }
}
