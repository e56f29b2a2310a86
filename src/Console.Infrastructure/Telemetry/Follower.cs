using AgentConsole.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Carries what the console's own database says into the operational store: at start, and whenever a topic speaks. How far it has come is
/// kept in the store, so that each step is done once, whatever dies when.
/// </summary>
internal abstract partial class Follower(ChangeFeed feed, Topic topic, TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _heard = new(1, 1);

    /// <summary>Carries everything that is there by now.</summary>
    /// <exception cref="MarkMovedException">Another node was faster: what is left is carried the next time.</exception>
    public abstract Task CatchUpAsync(CancellationToken cancellation);

    public override void Dispose()
    {
        _heard.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var subscription = feed.Subscribe(topic, Hear);
        while (true)
        {
            await _heard.WaitAsync(stoppingToken);
            while (!await TryCatchUpAsync(stoppingToken)) await Task.Delay(AgainAfter, clock, stoppingToken);
        }
    }

    private async Task<bool> TryCatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await CatchUpAsync(cancellation);
            return true;
        }
#pragma warning disable CA1031 // A database may be away for a while, or another node was faster; nothing is lost, since the mark stays.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (exception is not MarkMovedException) LogFailed(GetType().Name, exception);
            return false;
        }
    }

    private Task Hear(CancellationToken cancellation)
    {
        try
        {
            _heard.Release();
        }
        catch (SemaphoreFullException)
        {
            // One look is enough for both.
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Follower} could not carry on; trying again.")]
    private partial void LogFailed(string follower, Exception exception);
}
