using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>Runs what was released to the console as soon as it is; the schedule covers what had to wait and whatever a hint missed.</summary>
internal sealed partial class ExecuteWake(ChangeFeed feed, ExecuteJob job, JobPauses pauses, ILogger<ExecuteWake> logger) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _runs = new(ExecutionLimits.RunsMax);
    private readonly CancellationTokenSource _stopping = new();
    private ChangeSubscription? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe(Topic.Executions, _ => BeginAsync());
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_subscription is { } subscription) await subscription.DisposeAsync();

        // What was begun may still end and be written down; what does not, in the time a stop has, is unknown after its lease.
        try
        {
            for (var run = 0; run < ExecutionLimits.RunsMax; run++) await _runs.WaitAsync(cancellationToken);
            _runs.Release(ExecutionLimits.RunsMax);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogLeft();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
        _runs.Dispose();
        _stopping.Dispose();
    }

    // The listener is free for the next hint at once: a tool that takes long holds up one run, not the next release.
    private async Task BeginAsync()
    {
        await _runs.WaitAsync(_stopping.Token);
        _ = RunAsync(_stopping.Token);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            // Whoever pauses the job means that nothing is run, woken or not.
            if (pauses.Find(JobPlan.NameOf(ExecuteJob.Key)) is not null) return;
            while ((await job.RunOnceAsync(cancellation)).Done > 0) { }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What had not begun begins after the next start.
        }
#pragma warning disable CA1031 // The database may be away for a while; the schedule tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
        finally
        {
            _runs.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look for what is to be run; the schedule tries again.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended while a tool was still running; how that ends may stay unknown.")]
    private partial void LogLeft();
}
