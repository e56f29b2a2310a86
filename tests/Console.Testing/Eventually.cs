using System.Diagnostics;

namespace AgentConsole.Testing;

/// <summary>Waits for a condition that another thread brings about, with a limit, instead of sleeping and hoping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

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

    public static async Task IsTrueAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > Limit) throw new TimeoutException($"Not within {Limit.TotalSeconds} s: {what}");
            await Task.Yield();
            await Task.Delay(1);
        }
    }
}
