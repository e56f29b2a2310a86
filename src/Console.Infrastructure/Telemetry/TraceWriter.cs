using System.Threading.Channels;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// This node's one writer of the operational store: what waits together is written in one transaction. How much may wait is bounded by
/// <see cref="IntakeGate"/>, where it comes in.
/// </summary>
internal sealed partial class TraceWriter(TraceStore store, ChangeFeed feed, ILogger<TraceWriter> logger) : BackgroundService
{
    private const int TriesMax = 3;

    private readonly Channel<WaitingEvents> _waiting = Channel.CreateUnbounded<WaitingEvents>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>False, and nothing taken, where the console is shutting down.</summary>
    public bool TryTake(WaitingEvents waiting) => _waiting.Writer.TryWrite(waiting);

    /// <summary>Writes what the console itself tells; nothing where the console is shutting down.</summary>
    public async Task TellAsync(TraceEvent one, CancellationToken cancellation)
    {
        var waiting = new WaitingEvents([one]);
        if (TryTake(waiting)) await waiting.Written.Task.WaitAsync(cancellation);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        while (_waiting.Reader.TryRead(out var left)) left.Written.TrySetException(new InvalidOperationException("The console is shutting down."));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<WaitingEvents>();
        TraceWriteSession? session = null;
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                var events = 0;
                while (events < TelemetryLimits.BatchMax && _waiting.Reader.TryRead(out var next))
                {
                    batch.Add(next);
                    events += next.Events.Count;
                }

                session = await WriteAsync(session, batch, stoppingToken);
                batch.Clear();
            }
        }
        finally
        {
            foreach (var left in batch) left.Written.TrySetCanceled(CancellationToken.None);
            if (session is not null) await session.DisposeAsync();
        }
    }

    private async Task<TraceWriteSession?> WriteAsync(TraceWriteSession? session, List<WaitingEvents> batch, CancellationToken cancellation)
    {
        try
        {
            session ??= new TraceWriteSession(store, await store.OpenAsync(cancellation));
            await WriteAsync(session, batch.SelectMany(waiting => waiting.Events).ToList(), batch.Select(waiting => waiting.Mark).LastOrDefault(mark => mark is not null), cancellation);
            foreach (var waiting in batch) waiting.Written.TrySetResult();
            return session;
        }
#pragma warning disable CA1031 // Whatever broke the shared transaction: each of those that share it is tried alone, and hears what came of it.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (exception is not MarkMovedException) LogFailed(batch.Count, exception);
            if (session is not null) await session.DisposeAsync();
            if (batch.Count > 1)
            {
                session = null;
                foreach (var alone in batch) session = await WriteAsync(session, [alone], cancellation);
                return session;
            }

            // Another node may have been faster with a row that both make, or what was remembered is gone: a fresh look finds it.
            if (exception is not MarkMovedException && ++batch[0].Tries < TriesMax) return await WriteAsync(null, batch, cancellation);
            batch[0].Written.TrySetException(exception is MarkMovedException ? exception : new BusyException("The operational store took nothing.", exception));
            return null;
        }
    }

    private async Task WriteAsync(TraceWriteSession session, List<TraceEvent> events, FollowMark? mark, CancellationToken cancellation)
    {
        var stored = await session.WriteAsync(events, mark, cancellation);
        if (stored.Count > 0) feed.Publish([Topic.Traces, .. stored.Select(one => one.Run).OfType<long>().Distinct().Select(Topic.Trace)]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not write {Bodies} bodies of trace events.")]
    private partial void LogFailed(int bodies, Exception exception);
}
