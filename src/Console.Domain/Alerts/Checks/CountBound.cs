using AgentConsole.Domain.Insights;

namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>
/// The least count that chance does not explain, if the next window is like those before: the upper end of a negative binomial prediction. Its
/// mean is that of the earlier windows (with half an event more, so that none before does not make one too many), its variance that mean
/// times the overdispersion that they show (at least 1, which is Poisson) times 1 + 1/n for what n windows leave unknown of the mean. A few
/// windows that a Poisson count of the others does not explain are faults of their own, and left out; if they are more than a few, they
/// are how it usually is, and count.
/// </summary>
/// <param name="Mean">What a window usually has.</param>
/// <param name="Least">The least count whose chance, or that of more, is no larger than was asked for.</param>
public sealed record CountBound(double Mean, long Least)
{
    /// <summary>Beyond it a bound is no bound.</summary>
    private const int CountsMax = 1_000_000;
    /// <summary>From this mean on the normal distribution serves, corrected for skewness (Cornish and Fisher).</summary>
    private const double NormalFrom = 1_000;

    /// <returns>Null where there are too few windows.</returns>
    public static CountBound? Of(IReadOnlyList<long> earlier, double chance)
    {
        if (earlier.Count < AlertLimits.BaselineWindowsMin) return null;
        var usual = WithoutFaults(earlier, chance);
        double windows = usual.Count, sum = usual.Sum(count => (double)count);
        var plain = sum / windows;
        var variance = usual.Sum(count => (count - plain) * (count - plain)) / (windows - 1);
        var dispersion = plain > 0 ? Math.Max(1, variance / plain) : 1;
        var mean = (sum + 0.5) / windows;
        return new(mean, LeastOf(mean, dispersion * (1 + 1 / windows), chance));
    }

    private static IReadOnlyList<long> WithoutFaults(IReadOnlyList<long> earlier, double chance)
    {
        var few = Math.Max(1, earlier.Count / AlertLimits.BaselineFaultsOneIn);
        long[] ordered = [.. earlier.Order()];
        var others = ordered[..^few];
        var line = LeastOf((others.Sum(count => (double)count) + 0.5) / others.Length, 1 + 1.0 / others.Length, chance);
        long[] usual = [.. ordered.TakeWhile(count => count < line)];
        return usual.Length >= others.Length ? usual : earlier;
    }

    private static long LeastOf(double mean, double spread, double chance)
    {
        if (mean > NormalFrom)
        {
            var (z, deviation) = (NormalTail.Reaching(chance), Math.Sqrt(mean * spread));
            return (long)Math.Ceiling(mean + deviation * (z + (2 * spread - 1) / deviation * (z * z - 1) / 6));
        }

        // INVARIANT: the spread is above 1, so that the size is positive.
        var size = mean / (spread - 1);
        var (left, logStep, logChance) = (1.0, Math.Log(mean / (size + mean)), size * Math.Log(size / (size + mean)));
        for (var count = 0; count < CountsMax; count++)
        {
            if (left <= chance) return count;
            left -= Math.Exp(logChance);
            logChance += Math.Log((count + size) / (count + 1.0)) + logStep;
        }

        return CountsMax;
    }
}
