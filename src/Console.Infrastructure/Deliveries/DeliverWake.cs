using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Has the outbox looked at as soon as something is put in; the schedule covers retries and whatever a hint missed.</summary>
internal sealed partial class DeliverWake(ChangeFeed feed, DeliverJob job, ILogger<DeliverWake> logger) : BackgroundService
{
    private readonly SemaphoreSlim _runs = new(DeliveriesLimits.RunsMax);

    public override void Dispose()
    {
        _runs.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var subscription = feed.Subscribe([Topic.Deliveries, Topic.Queue], _ => StartAsync());
        await Task.Delay(Timeout.Infinite, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        // What is on its way may still arrive and be written down.
        for (var run = 0; run < DeliveriesLimits.RunsMax; run++) await _runs.WaitAsync(CancellationToken.None);

        // The listener is free for the next hint at once: a receiver that stalls holds up one run, not the next decision.
        async Task StartAsync()
        {
            await _runs.WaitAsync(stoppingToken);
            _ = RunAsync(stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
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
