namespace AgentConsole.Domain.Insights;

/// <summary>The upper tail of the normal distribution: Zelen and Severo's approximation, right to seven digits.</summary>
internal static class NormalTail
{
    public static double Above(double z)
    {
        if (z < 0) return 1 - Above(-z);
        if (z > 38) return 0;
        var t = 1 / (1 + 0.2316419 * z);
        var sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }

    /// <summary>The z above which lies so much of it, for a chance from a millionth to a half.</summary>
    public static double Reaching(double chance)
    {
        var (low, high) = (0.0, 38.0);
        for (var at = 0; at < 60; at++)
        {
            var middle = (low + high) / 2;
            if (Above(middle) > chance) low = middle;
            else high = middle;
        }

        return high;
    }
}
