using System.Collections.Concurrent;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Live;

public sealed class ChangeFeedTests
{
    private static readonly TimeSpan Apart = LiveLimits.CallsApart;
    private readonly FakeClock _clock = new();
    private readonly RememberedLog _log = new();
    private readonly ChangeFeed _feed;

    public ChangeFeedTests() => _feed = new(_clock, _log);

    [Fact]
    public async Task A_listener_is_called_when_its_topic_changes()
    {
        var calls = new Counted();
        await using var subscription = _feed.Subscribe(Topic.Queue, calls.CallAsync);

        _feed.Publish([Topic.Queue]);

        await calls.ReachedAsync(1);
    }

    [Fact]
    public async Task A_listener_of_another_topic_is_not_called()
    {
        Counted mine = new(), others = new();
        await using var first = _feed.Subscribe(Topic.Proposal("prp_1"), mine.CallAsync);
        await using var second = _feed.Subscribe([Topic.Proposal("prp_2"), Topic.Queue, Topic.Run("prp_1")], others.CallAsync);

        _feed.Publish([Topic.Proposal("prp_1")]);
        await mine.ReachedAsync(1);
        _feed.Publish([Topic.Queue]);

        await others.ReachedAsync(1);
        Assert.Equal(1, mine.Count);
    }

    [Fact]
    public async Task A_burst_is_one_call_in_flight_and_one_pending()
    {
        var calls = new Counted { Held = true };
        await using var subscription = _feed.Subscribe(Topic.Queue, calls.CallAsync);
        _feed.Publish([Topic.Queue]);
        await calls.ReachedAsync(1);

        for (var i = 0; i < 1_000; i++) _feed.Publish([Topic.Queue]);
        Assert.Equal(1, calls.Count);
        calls.Release();
        await Eventually.IsTrueAsync(() => _clock.WaitingTimers == 1, "the second call waits for its turn");
        _clock.Advance(Apart);

        await calls.ReachedAsync(2);
        await Eventually.IsTrueAsync(() => calls.Running == 0, "the second call ends");
        Assert.Equal(0, _clock.WaitingTimers);
        Assert.Equal(1, calls.RunningMost);
    }

    [Fact]
    public async Task Two_calls_start_at_least_a_tenth_of_a_second_apart()
    {
        var calls = new Counted();
        await using var subscription = _feed.Subscribe(Topic.Queue, calls.CallAsync);
        _feed.Publish([Topic.Queue]);
        await calls.ReachedAsync(1);

        _feed.Publish([Topic.Queue]);
        await Eventually.IsTrueAsync(() => _clock.WaitingTimers == 1, "the second call waits for its turn");
        _clock.Advance(Apart - TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 1), (calls.Count, _clock.WaitingTimers));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await calls.ReachedAsync(2);
    }

    [Fact]
    public async Task After_a_quiet_time_a_call_does_not_wait()
    {
        var calls = new Counted();
        await using var subscription = _feed.Subscribe(Topic.Queue, calls.CallAsync);
        _feed.Publish([Topic.Queue]);
        await calls.ReachedAsync(1);
        await Eventually.IsTrueAsync(() => calls.Running == 0, "the first call ends");

        _clock.Advance(Apart);
        _feed.Publish([Topic.Queue]);

        await calls.ReachedAsync(2);
    }

    [Fact]
    public async Task When_everything_may_have_changed_everybody_is_called()
    {
        Counted queue = new(), run = new();
        await using var first = _feed.Subscribe(Topic.Queue, queue.CallAsync);
        await using var second = _feed.Subscribe(Topic.Run("run-7"), run.CallAsync);

        _feed.PublishAll();

        await queue.ReachedAsync(1);
        await run.ReachedAsync(1);
    }

    [Fact]
    public async Task A_listener_to_all_hears_which_topics_changed()
    {
        var heard = new ConcurrentQueue<ChangeBatch>();
        await using var subscription = _feed.SubscribeToAll((batch, _) =>
        {
            heard.Enqueue(batch);
            return Task.CompletedTask;
        });

        _feed.Publish([Topic.Proposal("prp_1"), Topic.Queue]);

        await Eventually.IsTrueAsync(() => heard.Count == 1, "the listener is called");
        var batch = heard.Single();
        Assert.False(batch.Everything);
        Assert.Equal([Topic.Proposal("prp_1"), Topic.Queue], batch.Topics);
    }

    [Fact]
    public async Task A_listener_that_lags_too_far_is_told_to_reload_everything()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var heard = new ConcurrentQueue<ChangeBatch>();
        await using var subscription = _feed.SubscribeToAll((batch, _) =>
        {
            heard.Enqueue(batch);
            return heard.Count == 1 ? held.Task : Task.CompletedTask;
        });
        _feed.Publish([Topic.Queue]);
        await Eventually.IsTrueAsync(() => heard.Count == 1, "the first call starts");

        for (var i = 0; i <= LiveLimits.PendingTopicsMax; i++) _feed.Publish([Topic.Proposal($"prp_{i}")]);
        held.SetResult();
        await Eventually.IsTrueAsync(() => _clock.WaitingTimers == 1, "the second call waits for its turn");
        _clock.Advance(Apart);

        await Eventually.IsTrueAsync(() => heard.Count == 2, "the second call starts");
        Assert.True(heard.Last().Everything);
        Assert.Empty(heard.Last().Topics);
    }

    [Fact]
    public async Task A_failing_listener_is_logged_and_dropped_and_the_others_go_on()
    {
        var good = new Counted();
        await using var bad = _feed.Subscribe(Topic.Queue, _ => throw new InvalidOperationException("broken"));
        await using var other = _feed.Subscribe(Topic.Queue, good.CallAsync);

        _feed.Publish([Topic.Queue]);

        await good.ReachedAsync(1);
        await Eventually.IsTrueAsync(() => _feed.SubscriptionCount == 1, "the failing one is dropped");
        Assert.Equal("broken", Assert.Single(_log.Failures).Message);
    }

    [Fact]
    public async Task Whoever_leaves_is_not_called_again_and_its_call_is_cancelled()
    {
        var calls = new Counted { Held = true };
        var subscription = _feed.Subscribe(Topic.Queue, calls.CallAsync);
        _feed.Publish([Topic.Queue]);
        await calls.ReachedAsync(1);
        _feed.Publish([Topic.Queue]);

        await subscription.DisposeAsync();
        await subscription.DisposeAsync();

        await Eventually.IsTrueAsync(() => calls.Cancelled == 1, "the running call is cancelled");
        _feed.Publish([Topic.Queue]);
        _feed.PublishAll();
        Assert.Equal((1, 0), (calls.Count, _feed.SubscriptionCount));
        Assert.Empty(_log.Failures);
    }

    [Fact]
    public async Task A_listener_may_leave_from_within_its_own_call()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ChangeSubscription? subscription = null;
        subscription = _feed.Subscribe(Topic.Queue, async _ =>
        {
            await subscription!.DisposeAsync();
            left.SetResult();
        });

        _feed.Publish([Topic.Queue]);

        await left.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, _feed.SubscriptionCount);
    }

    [Fact]
    public async Task A_call_may_publish_and_subscribe_because_no_lock_is_held()
    {
        var outer = new Counted();
        var inner = new Counted();
        await using var listening = _feed.Subscribe(Topic.Ledger, inner.CallAsync);
        await using var subscription = _feed.Subscribe(Topic.Queue, async ended =>
        {
            await using var another = _feed.Subscribe(Topic.Agents, inner.CallAsync);
            await Task.Run(() => _feed.Publish([Topic.Ledger]), ended);
            await outer.CallAsync(ended);
        });

        _feed.Publish([Topic.Queue]);

        await outer.ReachedAsync(1);
        await inner.ReachedAsync(1);
    }

    [Fact]
    public async Task Many_threads_publishing_and_leaving_at_once_lose_no_last_change()
    {
        var value = 0;
        var seen = 0;
        await using var subscription = _feed.Subscribe(Topic.Queue, _ =>
        {
            Volatile.Write(ref seen, Volatile.Read(ref value));
            return Task.CompletedTask;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 250; i++)
            {
                await using var passing = _feed.Subscribe(Topic.Queue, ended => Task.Delay(Timeout.Infinite, ended));
                Interlocked.Increment(ref value);
                _feed.Publish([Topic.Queue]);
            }
        })));

        await Eventually.IsTrueAsync(() =>
        {
            _clock.Advance(Apart);
            return Volatile.Read(ref seen) == 2_000;
        }, "the last change is seen");
        Assert.Equal(1, _feed.SubscriptionCount);
    }

    private sealed class Counted
    {
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count, _running, _runningMost, _cancelled;

        public bool Held { get; init; }
        public int Count => Volatile.Read(ref _count);
        public int Running => Volatile.Read(ref _running);
        public int RunningMost => Volatile.Read(ref _runningMost);
        public int Cancelled => Volatile.Read(ref _cancelled);

        public async Task CallAsync(CancellationToken ended)
        {
            _runningMost = Math.Max(_runningMost, Interlocked.Increment(ref _running));
            Interlocked.Increment(ref _count);
            try
            {
                if (Held) await _release.Task.WaitAsync(ended);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _cancelled);
                throw;
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        public void Release() => _release.SetResult();

        public Task ReachedAsync(int count) => Eventually.IsTrueAsync(() => Count >= count, $"{count} calls");
    }

    private sealed class RememberedLog : ILogger<ChangeFeed>
    {
        private readonly ConcurrentQueue<Exception> _failures = new();

        public IReadOnlyCollection<Exception> Failures => _failures;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null) _failures.Enqueue(exception);
        }
    }
}
