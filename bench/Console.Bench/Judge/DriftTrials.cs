using AgentConsole.Domain.Insights;

namespace AgentConsole.Bench.Judge;

/// <summary>
/// A fall in success, drawn many times from what two agents of a recording really reached: how often the console finds it, and how often it alarms
/// where nothing has changed. Beside it a test of two shares at 5 % that is looked at after every run, which is what dashboards usually do.
/// </summary>
/// <param name="From">The share of the better agent, <paramref name="To"/> that of the worse.</param>
internal sealed record DriftTrials(double From, double To, double Found, double FalseAlarms, double PlainFound, double PlainFalseAlarms)
{
    public const int Trials = 2_000;
    private const int RunsMin = 100;
    private const double PlainLine = 1.644854;

    /// <summary>Null where no two agents have enough runs. Against the better one's share as stated, or against runs that are drawn for each trial too.</summary>
    public static DriftTrials? Of(IReadOnlyList<TracedRun> runs, bool isStated)
    {
        var agents = runs.GroupBy(run => run.Agent).Where(own => own.Count() >= RunsMin).Select(own => own.Select(run => run.HasSucceeded).ToArray()).OrderByDescending(Share).ToList();
        if (agents.Count < 2) return null;
        var (good, bad) = (agents[0], agents[^1]);
        var dice = new Random(20_261_126);
        var stated = new DriftBaseline.Stated(Share(good));
        var (found, alarms, plainFound, plainAlarms) = (0, 0, 0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var baseline = isStated ? stated : Drawn(good);
            var (fallen, same) = (Draw(bad, baseline.PlannedRuns), Draw(good, baseline.PlannedRuns));
            if (IsAlarm(baseline, fallen)) found++;
            if (IsAlarm(baseline, same)) alarms++;
            if (IsPlainAlarm(baseline, fallen)) plainFound++;
            if (IsPlainAlarm(baseline, same)) plainAlarms++;
        }

        return new(Share(good), Share(bad), ShareOf(found), ShareOf(alarms), ShareOf(plainFound), ShareOf(plainAlarms));

        bool[] Draw(bool[] outcomes, int count) => [.. Enumerable.Range(0, count).Select(_ => outcomes[dice.Next(outcomes.Length)])];

        DriftBaseline Drawn(bool[] outcomes)
        {
            var drawn = Draw(outcomes, outcomes.Length);
            return new DriftBaseline.Runs(drawn.Count(isGood => isGood), drawn.Count(isGood => !isGood));
        }
    }

    private static bool IsAlarm(DriftBaseline baseline, bool[] outcomes) => OutcomeDrift.Of(baseline, outcomes).State == DriftState.Fallen;

    private static bool IsPlainAlarm(DriftBaseline baseline, bool[] outcomes)
    {
        var failed = 0;
        for (var runs = 1; runs <= outcomes.Length; runs++)
        {
            if (!outcomes[runs - 1]) failed++;
            if (runs >= InsightsLimits.DriftFirstLook && OutcomeDrift.At(baseline, failed, runs).Statistic >= PlainLine) return true;
        }

        return false;
    }

    private static double Share(bool[] outcomes) => (double)outcomes.Count(isGood => isGood) / outcomes.Length;

    private static double ShareOf(int trials) => (double)trials / Trials;
}
