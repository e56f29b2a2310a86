namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>
/// What a run may cost before it is far from the others: the median and so many spreads, where a spread is the median absolute deviation
/// times 1.4826 (which for normal figures is the standard deviation) and at least a twentieth of the median. A few dear runs move neither.
/// </summary>
public sealed record CostBound(double MedianNanos, double LineNanos)
{
    private const double ToDeviation = 1.4826;
    private const double SpreadShareMin = 0.05;

    /// <returns>Null where there are too few runs.</returns>
    public static CostBound? Of(IReadOnlyList<long> earlier, int minimum, double factor)
    {
        if (earlier.Count < Math.Max(1, minimum)) return null;
        var median = MedianOf([.. earlier.Select(nanos => (double)nanos)]);
        var spread = Math.Max(ToDeviation * MedianOf([.. earlier.Select(nanos => Math.Abs(nanos - median))]), SpreadShareMin * median);
        return new(median, median + factor * spread);
    }

    private static double MedianOf(double[] figures)
    {
        Array.Sort(figures);
        var middle = figures.Length / 2;
        return figures.Length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
    }
}
