namespace AgentConsole.Domain.Telemetry;

/// <summary>
/// How much a run stands out among its peers, from 0 to 100: the mean of the shares of peers that it exceeds in model calls, in errors and
/// denials, and in tokens written. Long, talkative and stumbling runs are the ones that tend to fail; nothing that a run says of its own
/// success goes in.
/// </summary>
/// <param name="Why">In which figures it is among the highest quarter.</param>
public sealed record RunTriage(int Score, IReadOnlyList<string> Why)
{
    private const double HighFrom = 0.75;
    // Where fewer tell of their tokens, who tells would stand out by that alone.
    private const double ToldMin = 0.9;

    public static IReadOnlyDictionary<long, RunTriage> Of(IReadOnlyCollection<TriageFigures> runs)
    {
        var triage = new Dictionary<long, RunTriage>();
        foreach (var peers in runs.GroupBy(run => run.Peers).Select(group => group.ToList()))
        {
            List<(string Name, Func<TriageFigures, long> Of)> figures = [("model calls", run => run.ModelCalls), ("errors and denials", run => run.Wrongs)];
            if (peers.Count(run => run.OutputTokens > 0) >= peers.Count * ToldMin) figures.Add(("tokens written", run => run.OutputTokens));
            var ranks = figures.ConvertAll(figure => RanksOf(peers.ConvertAll(run => figure.Of(run))));
            for (var at = 0; at < peers.Count; at++)
            {
                var shares = ranks.ConvertAll(rank => rank[at]);
                triage[peers[at].Run] = new((int)Math.Round(shares.Average() * 100), [.. figures.Where((_, figure) => shares[figure] >= HighFrom).Select(figure => figure.Name)]);
            }
        }

        return triage;
    }

    // The share of values below, half of the equal ones with them.
    private static double[] RanksOf(List<long> values)
    {
        var ordered = values.Order().ToList();
        return [.. values.Select(value =>
        {
            var (below, notAbove) = (First(ordered, value), First(ordered, value + 1));
            return (below + notAbove) / 2.0 / values.Count;
        })];
    }

    private static int First(List<long> ordered, long value)
    {
        var (from, to) = (0, ordered.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (ordered[middle] < value) from = middle + 1;
            else to = middle;
        }

        return from;
    }
}
