namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>The bands in which latencies are counted, so that a share can be read off without the events: each is a quarter wider than the one before.</summary>
internal static class LatencyBands
{
    private const double Step = 1.25;

    /// <summary>The last band holds everything above: 1.25^80 ms is more than half a day.</summary>
    public const int Last = 80;

    public static int Of(long milliseconds) =>
        milliseconds <= 1 ? 0 : Math.Min(Last, (int)Math.Ceiling(Math.Log(milliseconds) / Math.Log(Step)));

    /// <summary>The upper end of a band, in milliseconds.</summary>
    public static double UpTo(int band) => Math.Pow(Step, band);
}
