using AgentConsole.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>Runs a job as soon as something changed that it is for; the schedule covers what has to wait and whatever a hint missed.</summary>
/// <param name="runsMax">As many runs at once; a hint that comes then waits.</param>
/// <param name="runOnce">Called until it finds nothing more to do.</param>
internal abstract partial class JobWake(
    ChangeFeed feed, IReadOnlyCollection<Topic> topics, JobKey job, int runsMax, Func<CancellationToken, Task<JobReport>> runOnce, JobPauses pauses, ILogger logger)
    : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _runs = new(runsMax);
    private readonly CancellationTokenSource _stopping = new();
    private ChangeSubscription? _subscription;

    // Not in the background: what is put in after the start is heard.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe(topics, _ => BeginAsync());
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_subscription is { } subscription) await subscription.DisposeAsync();

        // What was begun may still end and be written down, in the time that a stop has.
        try
        {
            for (var run = 0; run < runsMax; run++) await _runs.WaitAsync(cancellationToken);
            _runs.Release(runsMax);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogLeft(job);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
        _runs.Dispose();
        _stopping.Dispose();
    }

    // The listener is free for the next hint at once: whoever answers late holds up one run, not the next change.
    private async Task BeginAsync()
    {
        await _runs.WaitAsync(_stopping.Token);
        _ = RunAsync(_stopping.Token);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            // Whoever pauses the job means that nothing more of it happens, woken or not.
            while (pauses.Find(JobPlan.NameOf(job)) is null && (await runOnce(cancellation)).Done > 0) { }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What had not begun begins after the next start.
        }
#pragma warning disable CA1031 // The database may be away for a while; the schedule tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, job);
        }
        finally
        {
            _runs.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job {Job} was woken and failed; the schedule tries again.")]
    private partial void LogFailed(Exception exception, JobKey job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended while the job {Job} was still running; the next start takes up what it left.")]
    private partial void LogLeft(JobKey job);
}
