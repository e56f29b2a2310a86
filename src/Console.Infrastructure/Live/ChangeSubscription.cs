using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Live;

/// <summary>One listener of the change feed: at most one call in flight and one pending, until it is disposed.</summary>
public sealed partial class ChangeSubscription : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<Topic> _pending = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly ChangeFeed _feed;
    private readonly Func<ChangeBatch, CancellationToken, Task> _call;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private bool _everything;
    private bool _running;
    private bool _disposed;
    private long? _lastStart;

    internal ChangeSubscription(ChangeFeed feed, IReadOnlyCollection<Topic>? topics,
        Func<ChangeBatch, CancellationToken, Task> call, TimeProvider clock, ILogger logger)
    {
        (_feed, _call, _clock, _logger) = (feed, call, clock, logger);
        Topics = topics;
    }

    /// <summary>Null means all of them.</summary>
    internal IReadOnlyCollection<Topic>? Topics { get; }

    /// <summary>Ends the listening and cancels a running call, without waiting for it: a call may be what disposes.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        _feed.Remove(this);
        await _ended.CancelAsync();
        _ended.Dispose();
    }

    internal void Tell(IEnumerable<Topic> topics)
    {
        lock (_gate)
        {
            if (_disposed) return;
            foreach (var topic in topics) Remember_NeedsLock(topic);
            if (!Start_NeedsLock()) return;
        }

        _ = Task.Run(RunAsync);
    }

    internal void TellEverything()
    {
        lock (_gate)
        {
            if (_disposed) return;
            Overflow_NeedsLock();
            if (!Start_NeedsLock()) return;
        }

        _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        try
        {
            var ended = _ended.Token;
            while (Continues())
            {
                await WaitUntilApartAsync(ended);
                var batch = Take();
                await _call(batch, ended);
            }
        }
        catch (Exception cancelled) when (IsDisposed && cancelled is OperationCanceledException or ObjectDisposedException)
        {
            // The listener left; what it was loading is of no use to anybody.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogDropped(failure, string.Join(", ", Topics ?? []));
            await DisposeAsync();
        }
    }

    private bool IsDisposed
    {
        get { lock (_gate) return _disposed; }
    }

    private bool Continues()
    {
        lock (_gate) return _running = !_disposed && (_everything || _pending.Count > 0);
    }

    private async Task WaitUntilApartAsync(CancellationToken ended)
    {
        if (_lastStart is { } last && LiveLimits.CallsApart - _clock.GetElapsedTime(last) is { Ticks: > 0 } rest)
            await Task.Delay(rest, _clock, ended);
        _lastStart = _clock.GetTimestamp();
    }

    private ChangeBatch Take()
    {
        lock (_gate)
        {
            var batch = new ChangeBatch([.. _pending], _everything);
            _pending.Clear();
            _everything = false;
            return batch;
        }
    }

    private bool Start_NeedsLock()
    {
        if (_running || (!_everything && _pending.Count == 0)) return false;
        return _running = true;
    }

    private void Remember_NeedsLock(Topic topic)
    {
        if (_everything) return;
        _pending.Add(topic);
        if (_pending.Count > LiveLimits.PendingTopicsMax) Overflow_NeedsLock();
    }

    private void Overflow_NeedsLock()
    {
        _everything = true;
        _pending.Clear();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener for {Topics} failed and is dropped")]
    private partial void LogDropped(Exception failure, string topics);
}
