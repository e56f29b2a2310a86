using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Has the outbox looked at as soon as something is put in; the schedule covers retries and whatever a hint missed.</summary>
internal sealed partial class DeliverWake(ChangeFeed feed, DeliverJob job, JobPauses pauses, ILogger<DeliverWake> logger) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _runs = new(DeliveriesLimits.RunsMax);
    private readonly CancellationTokenSource _stopping = new();
    private ChangeSubscription? _subscription;

    // Not in the background: what is put in after the start is heard.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe([Topic.Deliveries, Topic.Queue], _ => BeginAsync());
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_subscription is { } subscription) await subscription.DisposeAsync();

        // What is on its way may still arrive and be written down.
        for (var run = 0; run < DeliveriesLimits.RunsMax; run++) await _runs.WaitAsync(CancellationToken.None);
        _runs.Release(DeliveriesLimits.RunsMax);
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null) await _subscription.DisposeAsync();
        _runs.Dispose();
        _stopping.Dispose();
    }

    // The listener is free for the next hint at once: a receiver that stalls holds up one run, not the next decision.
    private async Task BeginAsync()
    {
        await _runs.WaitAsync(_stopping.Token);
        _ = RunAsync(_stopping.Token);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            // Whoever pauses the job means that nothing leaves, woken or not.
            if (pauses.Find(JobPlan.NameOf(DeliverJob.Key)) is not null) return;
            while ((await job.RunOnceAsync(cancellation)).Done > 0) { }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was not sent is sent after the next start.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look at the outbox; the schedule tries again.")]
    private partial void LogFailed(Exception exception);
}
