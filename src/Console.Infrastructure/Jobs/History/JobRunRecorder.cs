using AgentConsole.Domain;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Jobs.History;

/// <summary>
/// Writes down the runs of jobs. But for its first on this node, a run that found nothing to do is counted here and written with others once a minute, into the row of the
/// ones before it: a job that runs every second neither fills the table nor has the disk written every second. What is counted and not yet
/// written is lost with a node that dies.
/// </summary>
internal sealed partial class JobRunRecorder(
    ConsoleTransaction transaction, ChangeFeed feed, TimeProvider clock, ILogger<JobRunRecorder> logger) : IHostedService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JobRun> _idle = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private DateTimeOffset _writtenAt = clock.Instant();

    /// <summary>How this node is called in the history.</summary>
    public string Node { get; } = NodeName.Here;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => WriteAsync(TakeAll());

    public Task RecordAsync(JobRun run)
    {
        List<JobRun> due = [];
        lock (_gate)
        {
            // Whoever looks after a start sees of each job that it runs.
            var isFirst = _known.Add(run.Job);
            if (run.IsIdle && !isFirst)
            {
                if (!_idle.TryGetValue(run.Job, out var counted)) _idle[run.Job] = run;
                else if (counted.Takes(run)) counted.Fold(run);
                else
                {
                    due.Add(counted);
                    _idle[run.Job] = run;
                }

                if (clock.Instant() - _writtenAt >= TimeSpan.FromSeconds(JobLimits.FoldSeconds)) due.AddRange(TakeAll_NeedsLock());
            }
            else
            {
                if (_idle.Remove(run.Job, out var before)) due.Add(before);
                due.Add(run);
            }
        }

        return WriteAsync(due);
    }

    private List<JobRun> TakeAll()
    {
        lock (_gate) return TakeAll_NeedsLock();
    }

    private List<JobRun> TakeAll_NeedsLock()
    {
        List<JobRun> all = [.. _idle.Values.OrderBy(run => run.Job, StringComparer.Ordinal)];
        _idle.Clear();
        _writtenAt = clock.Instant();
        return all;
    }

    private async Task WriteAsync(List<JobRun> runs)
    {
        if (runs.Count == 0) return;
        try
        {
            // Not given up half-way because the node is asked to end.
            await transaction.RunAsync(KeepAsync, CancellationToken.None);
            feed.Publish([Topic.JobRuns]);
        }
#pragma warning disable CA1031 // The history is for reading; a job must not fail because it could not be written.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogLost(exception, runs.Count);
        }

        async Task<int> KeepAsync(ConsoleDbContext db, CancellationToken inner)
        {
            foreach (var run in runs)
            {
                var last = run.IsIdle
                    ? await db.JobRuns.Where(row => row.Job == run.Job && row.Node == run.Node).OrderByDescending(row => row.BeganAt).FirstOrDefaultAsync(inner)
                    : null;
                if (last is not null && last.Takes(run)) last.Fold(run);
                else db.JobRuns.Add(run);
            }

            return runs.Count;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What came of {Count} runs of jobs could not be written down.")]
    private partial void LogLost(Exception exception, int count);
}
