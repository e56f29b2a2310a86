using System.Diagnostics;

namespace AgentConsole.Testing;

/// <summary>Waits for a condition that another thread brings about, with a limit, instead of sleeping and hoping.</summary>
public static class Eventually
{
    // Long, because it is reached only by a test that fails, and machines can be slow.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The same while the clock runs at its usual pace: timers that wait for it fire, and none before its time.</summary>
    public static Task IsTrueAsync(FakeClock clock, Func<bool> condition, string what)
    {
        var running = Stopwatch.StartNew();
        return IsTrueAsync(() =>
        {
            clock.Advance(running.Elapsed);
            running.Restart();
            return condition();
        }, what);
    }

    public static Task IsTrueAsync(Func<bool> condition, string what) => IsTrueAsync(() => Task.FromResult(condition()), what);

    /// <param name="limit">Null takes the usual limit.</param>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > (limit ?? Limit)) throw new TimeoutException($"Not within {(limit ?? Limit).TotalSeconds} s: {what}");
            await Task.Yield();
            await Task.Delay(1);
        }
    }
}
