namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>
/// Whether a share is larger than before beyond what chance explains: the exact binomial tail at the upper end of Wilson's interval for the
/// share before (one-sided, 95 %), so that a baseline of few calls is not taken for more than it says.
/// </summary>
public static class ShareBound
{
    private const double Z = 1.644854;
    private const double Negligible = 1e-18;

    /// <summary>The upper end of Wilson's interval; 1 where nothing was counted.</summary>
    public static double WilsonUpper(long failed, long all)
    {
        if (all <= 0) return 1;
        double n = all, share = failed / n, z2 = Z * Z;
        return Math.Min(1, (share + z2 / (2 * n) + Z * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n));
    }

    /// <summary>The chance of at least so many of all, each with this share. Up to the mean it is called 1: no alarm is that likely.</summary>
    public static double Tail(long failed, long all, double share)
    {
        if (failed <= all * share) return 1;
        if (share <= 0) return 0;
        // Beyond the mean each term is smaller than the one before.
        var term = Math.Exp(LogFactorial(all) - LogFactorial(failed) - LogFactorial(all - failed) + failed * Math.Log(share) + (all - failed) * Log1(share));
        var sum = 0.0;
        for (var count = failed; count <= all && term > sum * Negligible; count++)
        {
            sum += term;
            term *= (all - count) / (count + 1.0) * share / (1 - share);
        }

        return Math.Min(1, sum);
    }

    /// <summary>The least count that is too much; one more than all where none is.</summary>
    public static long Least(long all, double share, double chance)
    {
        // More of the same is never more likely, so the place can be halved down.
        var (low, high) = (0L, all + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (Tail(middle, all, share) <= chance) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static double Log1(double share) => share >= 1 ? double.NegativeInfinity : Math.Log(1 - share);

    // Stirling's series, right to ten places from 10 on; below it is counted.
    private static double LogFactorial(long count)
    {
        if (count < 10)
        {
            var log = 0.0;
            for (var factor = 2; factor <= count; factor++) log += Math.Log(factor);
            return log;
        }

        double n = count;
        return n * Math.Log(n) - n + 0.5 * Math.Log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n * n * n) + 1 / (1260 * n * n * n * n * n);
    }
}
