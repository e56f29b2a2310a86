using AgentConsole.Domain.Insights;
using Xunit;

namespace AgentConsole.Domain.Tests.Insights;

public sealed class OutcomeDriftTests
{
    public static TheoryData<int, double> Steady
    {
        get
        {
            var data = new TheoryData<int, double>();
            foreach (var runs in (int[])[20, 40, 80, 114, 150])
                foreach (var share in (double[])[0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98])
                    data.Add(runs, share);
            return data;
        }
    }

    [Theory, MemberData(nameof(Steady))]
    public void An_agent_that_does_not_change_raises_an_alarm_in_at_most_five_of_a_hundred_tests(int runs, double share)
    {
        var alarms = AlarmsOf(runs, before: share, after: share);

        Assert.InRange(alarms, 0, OutcomeDrift.FalseAlarmsMax);
    }

    // What the best test of two samples of this size can do that is looked at once, at the end, is 92 in a hundred.
    [Fact]
    public void A_fall_from_85_to_68_percent_is_found_in_nine_of_ten_where_114_runs_are_held_against_114() =>
        Assert.InRange(AlarmsOf(114, before: 0.85, after: 0.68), 0.90, 0.92);

    [Theory]
    [InlineData(40, 0.50)]
    [InlineData(80, 0.78)]
    [InlineData(170, 0.97)]
    public void The_same_fall_is_found_the_more_often_the_more_runs_there_are(int runs, double least) =>
        Assert.InRange(AlarmsOf(runs, before: 0.85, after: 0.68), least, 1);

    [Fact]
    public void Against_a_stated_share_the_same_fall_is_found_in_98_of_a_hundred_within_115_runs()
    {
        var promised = new DriftBaseline.Stated(0.85);

        Assert.InRange(CrossingOf(promised, 115, failing: 0.32), 0.98, 1);
        Assert.InRange(CrossingOf(promised, promised.PlannedRuns, failing: 0.15), 0, OutcomeDrift.FalseAlarmsMax);
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.7)]
    [InlineData(0.95)]
    public void A_stated_share_that_is_kept_is_not_doubted(double share) =>
        Assert.InRange(CrossingOf(new DriftBaseline.Stated(share), InsightsLimits.DriftPlannedRuns, 1 - share), 0, OutcomeDrift.FalseAlarmsMax);

    [Fact]
    public void An_alarm_stays_and_says_after_which_run_it_came()
    {
        var drift = OutcomeDrift.Of(new DriftBaseline.Runs(95, 5), [.. Enumerable.Repeat(false, 30), .. Enumerable.Repeat(true, 50)]);

        Assert.Equal((DriftState.Fallen, 80, InsightsLimits.DriftFirstLook), (drift.State, drift.Runs, drift.AlarmAfter));
        Assert.True(drift.Chance <= OutcomeDrift.FalseAlarmsMax && drift.ChanceOnce > drift.Chance);
    }

    [Fact]
    public void The_chance_is_at_most_five_percent_exactly_where_there_is_an_alarm()
    {
        for (var every = 2; every <= 40; every++)
        {
            var drift = OutcomeDrift.Of(new DriftBaseline.Runs(90, 10), Enumerable.Range(1, 100).Select(run => run % every != 0));

            Assert.Equal(drift.AlarmAfter is not null, drift.Chance <= OutcomeDrift.FalseAlarmsMax);
        }
    }

    [Fact]
    public void Few_runs_say_nothing()
    {
        Assert.Equal(DriftState.TooFew, OutcomeDrift.Of(new DriftBaseline.Runs(10, 9), Enumerable.Repeat(false, 19)).State);
        Assert.Equal(DriftState.TooFew, OutcomeDrift.Of(new DriftBaseline.Runs(0, 0), [false]).State);
        Assert.Equal((DriftState.TooFew, 1.0), (OutcomeDrift.Of(new DriftBaseline.Runs(50, 0), Enumerable.Repeat(false, 9)).State, OutcomeDrift.Of(new DriftBaseline.Runs(50, 0), [false]).Chance));
    }

    [Fact]
    public void What_comes_after_the_planned_runs_is_not_looked_at()
    {
        var drift = OutcomeDrift.Of(new DriftBaseline.Runs(30, 10), [.. Enumerable.Repeat(true, 40), .. Enumerable.Repeat(false, 1_000)]);

        Assert.Equal((DriftState.Finished, 40, 40), (drift.State, drift.PlannedRuns, drift.Runs));
    }

    [Fact]
    public void A_rise_is_no_drift() => Assert.Equal(0, OutcomeDrift.Of(new DriftBaseline.Runs(30, 30), Enumerable.Repeat(true, 30)).Statistic);

    /// <summary>The exact chance of an alarm where both the baseline and what follows are drawn by chance.</summary>
    private static double AlarmsOf(int runs, double before, double after)
    {
        var alarms = 0.0;
        for (var failed = 0; failed <= runs; failed++)
        {
            var weight = Math.Exp(LogChoose(runs, failed) + failed * Math.Log(1 - before) + (runs - failed) * Math.Log(before));
            if (weight > 1e-9) alarms += weight * CrossingOf(new DriftBaseline.Runs(runs - failed, failed), runs, 1 - after);
        }

        return alarms;
    }

    /// <summary>The exact chance that the line is reached at any look: what is left below it is carried on from run to run.</summary>
    private static double CrossingOf(DriftBaseline baseline, int runs, double failing)
    {
        var (below, crossed) = (new double[runs + 2], 0.0);
        below[0] = 1;
        for (var run = 1; run <= runs; run++)
        {
            for (var failed = run; failed > 0; failed--) below[failed] = below[failed] * (1 - failing) + below[failed - 1] * failing;
            below[0] *= 1 - failing;
            if (run < InsightsLimits.DriftFirstLook || run > baseline.PlannedRuns) continue;
            for (var failed = run; failed > 0 && IsOver(failed); failed--)
            {
                crossed += below[failed];
                below[failed] = 0;
            }

            bool IsOver(int failed) => OutcomeDrift.At(baseline, failed, run) is var (statistic, line) && statistic >= line;
        }

        return crossed;
    }

    private static double LogChoose(int all, int some)
    {
        var sum = 0.0;
        for (var at = 1; at <= some; at++) sum += Math.Log(all - some + at) - Math.Log(at);
        return sum;
    }
}
