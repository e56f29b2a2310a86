namespace AgentConsole.Bench.Judge;

/// <summary>How well scores tell two kinds apart.</summary>
internal static class Ranking
{
    /// <summary>The chance that one of the first scores above one of the second; equal scores count half.</summary>
    public static double Auc(IReadOnlyCollection<double> above, IReadOnlyCollection<double> below)
    {
        if (above.Count == 0 || below.Count == 0) return double.NaN;
        var sorted = below.Order().ToArray();
        var wins = 0.0;
        foreach (var one in above)
        {
            var (less, notMore) = (CountBelow(sorted, one, isInclusive: false), CountBelow(sorted, one, isInclusive: true));
            wins += less + ((notMore - less) / 2.0);
        }

        return wins / above.Count / below.Count;
    }

    /// <summary>The share of the hits among the highest scores, if so many of all are looked at; of equal scores a fair part.</summary>
    public static double CaughtAt(double share, IReadOnlyCollection<(double Score, bool IsHit)> all)
    {
        var (places, caught) = (share * all.Count, 0.0);
        foreach (var equal in all.GroupBy(one => one.Score).OrderByDescending(group => group.Key))
        {
            var part = Math.Min(1, places / equal.Count());
            caught += part * equal.Count(one => one.IsHit);
            places -= equal.Count();
            if (places <= 0) break;
        }

        return caught / all.Count(one => one.IsHit);
    }

    private static int CountBelow(double[] sorted, double value, bool isInclusive)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (isInclusive && sorted[middle] <= value)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
