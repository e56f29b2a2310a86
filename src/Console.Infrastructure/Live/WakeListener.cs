using AgentConsole.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Live;

/// <summary>
/// Hints the tail at once when another node has committed, where the database can say so. It only saves time: what it misses is
/// found by the tail's own look every second.
/// </summary>
internal sealed partial class WakeListener(IDialect dialect, LedgerTail tail, TimeProvider clock, ILogger<WakeListener> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = LiveLimits.ListenAgainMin;
        while (true)
        {
            try
            {
                await dialect.ListenAsync(() =>
                {
                    pause = LiveLimits.ListenAgainMin;
                    tail.Hint();
                }, stoppingToken);
                return;
            }
#pragma warning disable CA1031 // The database may be away for a while.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogBroken(pause.TotalSeconds, exception);
            }

            await Task.Delay(pause, clock, stoppingToken);
            pause = pause * 2 < LiveLimits.ListenAgainMax ? pause * 2 : LiveLimits.ListenAgainMax;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Does not hear other nodes' commits at once; listening again in {Seconds} s.")]
    private partial void LogBroken(double seconds, Exception exception);
}
