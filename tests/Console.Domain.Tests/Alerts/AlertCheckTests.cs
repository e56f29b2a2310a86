using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Insights;
using Xunit;

namespace AgentConsole.Domain.Tests.Alerts;

public sealed class AlertCheckTests
{
    private static readonly AlertScope Scope = new("support");
    private static readonly AlertTerms Denials = AlertTerms.Usual("d", AlertKind.DenialSpike);
    private static readonly AlertTerms Errors = AlertTerms.Usual("e", AlertKind.ToolErrors);
    private static readonly AlertTerms Costs = AlertTerms.Usual("c", AlertKind.RunCost);

    [Fact]
    public void A_spike_of_denials_is_too_much_and_the_usual_is_not()
    {
        long[] earlier = [.. Enumerable.Range(0, 144).Select(at => (long)(at % 3))];

        Assert.False(Of(Denials, new AlertSample.Counts(Scope, 3, earlier)).IsOver);
        var spike = Of(Denials, new AlertSample.Counts(Scope, 30, earlier));
        Assert.True(spike.IsOver);
        Assert.InRange(spike.LimitMicros, 6 * AlertLimits.Micros, 12 * AlertLimits.Micros);
        Assert.InRange(spike.UsualMicros!.Value, 990_000, 1_010_000);
    }

    [Fact]
    public void With_a_constant_rate_the_line_is_that_of_a_poisson_count_whose_rate_is_nearly_known()
    {
        // Of a mean of 2.85, P(X >= 11) is 0.00019 and P(X >= 12) is 0.000044.
        var bound = CountBound.Of([.. Enumerable.Range(0, 2_000).Select(at => at % 20 < 17 ? 3L : 2L)], 0.0001)!;

        Assert.Equal(12, bound.Least);
    }

    [Fact]
    public void An_unsteady_baseline_draws_the_line_higher_than_a_steady_one_of_the_same_mean()
    {
        var steady = CountBound.Of([.. Enumerable.Repeat(10L, 100)], 0.0001)!;
        var unsteady = CountBound.Of([.. Enumerable.Range(0, 100).Select(at => at % 10 == 0 ? 55L : 5L)], 0.0001)!;

        Assert.Equal(steady.Mean, unsteady.Mean, 3);
        Assert.True(unsteady.Least > steady.Least * 2, $"{unsteady.Least} and {steady.Least}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Above_a_thousand_the_line_goes_on_where_it_was(int unsteady)
    {
        var below = CountBound.Of([.. Enumerable.Range(0, 200).Select(at => at % 2 == 0 ? 995L + 60 * unsteady : 995L - 60 * unsteady)], 0.0001)!;
        var above = CountBound.Of([.. Enumerable.Range(0, 200).Select(at => at % 2 == 0 ? 1_005L + 60 * unsteady : 1_005L - 60 * unsteady)], 0.0001)!;

        Assert.InRange(above.Least, below.Least * 0.99, below.Least * 1.03);
    }

    [Fact]
    public void A_spike_of_yesterday_does_not_hide_that_of_today()
    {
        long[] earlier = [.. Enumerable.Range(0, 140).Select(at => (long)(at % 3)), 60, 55, 48, 61];

        Assert.True(Of(Denials, new AlertSample.Counts(Scope, 30, earlier)).IsOver);
        Assert.False(Of(Denials, new AlertSample.Counts(Scope, 30, [.. earlier, 44, 50, 52, 60])).IsOver);
    }

    [Fact]
    public void A_fault_that_lasts_does_not_become_what_is_usual_while_its_alert_is_open()
    {
        const long Opened = 200_000 * 60;
        var sums = new BucketSums(0, 60, 300_000, Enumerable.Range(0, 300_000).Select(minute => (minute * 60L, minute * 60L >= Opened - 60 ? 4L : minute % 10 == 0 ? 1L : 0L)));
        var series = new AlertSeries(Scope, sums, null, sums, null) { KnownFrom = 0 };
        var end = Opened + 20 * 3_600;

        Assert.False(AlertCheck.Of(Denials, series.At(Denials, end)).IsOver);
        var held = AlertCheck.Of(Denials, series.At(Denials, end, AlertSeries.HeldAt(DateTimeOffset.FromUnixTimeSeconds(Opened), end)));
        Assert.True(held.IsOver);
        Assert.InRange(held.UsualMicros!.Value, 900_000, 1_100_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void Too_few_windows_say_nothing_however_many_there_are_now(int windows) =>
        Assert.False(Of(Denials, new AlertSample.Counts(Scope, 1_000_000, [.. Enumerable.Repeat(0L, windows)])).IsOver);

    [Fact]
    public void Nothing_before_does_not_make_one_too_many()
    {
        long[] none = [.. Enumerable.Repeat(0L, 144)];

        Assert.False(Of(Denials, new AlertSample.Counts(Scope, 4, none)).IsOver);
        Assert.True(Of(Denials, new AlertSample.Counts(Scope, 5, none)).IsOver);
    }

    [Fact]
    public void More_denials_never_turn_an_alert_off()
    {
        var dice = new Dice(7);
        for (var trial = 0; trial < 300; trial++)
        {
            long[] earlier = [.. Enumerable.Range(0, 12 + dice.Below(200)).Select(_ => (long)dice.Below(1 + trial))];
            var isOver = false;
            for (var now = 0; now < 400; now += 1 + dice.Below(9))
            {
                var next = Of(Denials, new AlertSample.Counts(Scope, now, earlier)).IsOver;
                Assert.False(isOver && !next, $"trial {trial}: {now} is fine and fewer are not");
                isOver = next;
            }
        }
    }

    [Fact]
    public void Below_the_minimum_nothing_is_too_much()
    {
        var dice = new Dice(11);
        for (var trial = 0; trial < 500; trial++)
        {
            var terms = Denials with { Minimum = 1 + dice.Below(50), ChancePerMillion = 1 + dice.Below(AlertLimits.ChancePerMillionMax) };
            long[] earlier = [.. Enumerable.Range(0, 12 + dice.Below(50)).Select(_ => (long)dice.Below(3))];
            Assert.False(Of(terms, new AlertSample.Counts(Scope, terms.Minimum - 1, earlier)).IsOver);

            var shares = Errors with { Minimum = 2 + dice.Below(50), ChancePerMillion = terms.ChancePerMillion };
            Assert.False(Of(shares, new AlertSample.Shares(Scope, shares.Minimum - 1, shares.Minimum - 1, 0, 100_000)).IsOver);
            Assert.False(Of(shares, new AlertSample.Shares(Scope, 1_000, 1_000, 0, shares.Minimum - 1)).IsOver);

            var costs = Costs with { Minimum = 10 + dice.Below(50) };
            Assert.False(Of(costs, new AlertSample.Costs(Scope, long.MaxValue / 2, [.. Enumerable.Repeat(1L, costs.Minimum - 1)])).IsOver);
        }
    }

    [Fact]
    public void On_quiet_data_a_rule_with_the_usual_figures_almost_never_fires()
    {
        // Sixty days of two refusals in ten minutes on average, looked at every minute against the day before.
        const int Days = 60;
        var dice = new Dice(20_261_126);
        var counts = Enumerable.Range(0, (Days + 2) * 1_440).Select(minute => ((long)minute * 60, (long)dice.Poisson(0.2)));
        var sums = new BucketSums(0, 60, (Days + 2) * 1_440, counts);
        var series = new AlertSeries(Scope, sums, null, sums, null) { KnownFrom = 0 };
        var episodes = new AlertEpisodes(Denials.QuietMinutes);
        for (var end = 2 * 86_400L; end <= (Days + 2) * 86_400L; end += 60)
            if (AlertCheck.Of(Denials, series.At(Denials, end)).IsOver) episodes.See(DateTimeOffset.FromUnixTimeSeconds(end));

        // Less than once in thirty days; a line that is never reached would be no test, so a spike must be seen all the same.
        Assert.True(episodes.Begins.Count <= Days / 30, $"{episodes.Begins.Count} false alarms in {Days} days");
        Assert.True(AlertCheck.Of(Denials, new AlertSample.Counts(Scope, 14, [.. Enumerable.Range(0, 144).Select(_ => (long)dice.Poisson(2))])).IsOver);
    }

    [Fact]
    public void The_chance_of_one_look_is_no_larger_than_was_asked_for()
    {
        // A hundred thousand windows that are apart, at a chance of one in a thousand.
        const int Looks = 100_000;
        var dice = new Dice(4_711);
        var (fired, bound) = (0, new CountBound(0, 0));
        for (var look = 0; look < Looks; look++)
        {
            if (look % 100 == 0) bound = CountBound.Of([.. Enumerable.Range(0, 144).Select(_ => (long)dice.Poisson(3))], 0.001)!;
            if (dice.Poisson(3) >= bound.Least) fired++;
        }

        Assert.InRange(fired, Looks / 20_000, Looks / 1_000 * 3 / 2);
    }

    [Theory]
    [InlineData(10, 3, 0.1, 0.0701908264)]
    [InlineData(20, 5, 0.05, 0.0025739403)]
    [InlineData(1_000, 80, 0.05, 0.0000348864)]
    public void The_tail_is_that_of_the_binomial_distribution(long all, long failed, double share, double chance) =>
        Assert.InRange(ShareBound.Tail(failed, all, share), chance * 0.98, chance * 1.02);

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 100, 0.02634)]
    [InlineData(5, 100, 0.09916)]
    public void The_upper_end_is_wilsons(long failed, long all, double upper) => Assert.Equal(upper, ShareBound.WilsonUpper(failed, all), 3);

    [Fact]
    public void Errors_are_too_many_where_chance_does_not_explain_them()
    {
        Assert.False(Of(Errors, new AlertSample.Shares(Scope, 2, 20, 20, 1_000)).IsOver);
        var over = Of(Errors, new AlertSample.Shares(Scope, 12, 20, 20, 1_000));
        Assert.True(over.IsOver);
        Assert.Equal((60 * AlertLimits.Micros, 2 * AlertLimits.Micros), (over.ValueMicros, over.UsualMicros));
        Assert.True(over.LimitMicros <= over.ValueMicros);
        // Twice as many as usual, but of few: nobody is woken.
        Assert.False(Of(Errors, new AlertSample.Shares(Scope, 1, 10, 50, 1_000)).IsOver);
    }

    [Fact]
    public void More_errors_never_turn_an_alert_off()
    {
        var dice = new Dice(13);
        for (var trial = 0; trial < 200; trial++)
        {
            var (earlierAll, good) = (10L + dice.Below(5_000), (long)dice.Below(300));
            var earlier = (long)dice.Below((int)earlierAll / 2 + 1);
            var isOver = false;
            for (var failed = 0L; failed < 300; failed += 1 + dice.Below(5))
            {
                var next = Of(Errors, new AlertSample.Shares(Scope, failed, good + failed, earlier, earlierAll)).IsOver;
                Assert.False(isOver && !next, $"trial {trial}: {failed} of {good + failed} are fine and fewer are not");
                isOver = next;
            }
        }
    }

    [Fact]
    public void A_dear_run_is_far_from_the_others_and_two_dear_ones_before_move_nothing()
    {
        long[] earlier = [.. Enumerable.Range(0, 40).Select(at => (20 + at % 5) * 10_000_000L), 50_000_000_000, 60_000_000_000];

        Assert.False(Of(Costs, new AlertSample.Costs(Scope, 300_000_000, earlier)).IsOver);
        var over = Of(Costs, new AlertSample.Costs(Scope, 900_000_000, earlier));
        Assert.True(over.IsOver);
        Assert.InRange(over.UsualMicros!.Value, 210_000, 230_000);
        Assert.InRange(over.LimitMicros, 300_000, 500_000);
    }

    [Fact]
    public void What_is_cheap_is_never_too_dear_however_far_from_the_others() =>
        Assert.False(Of(Costs, new AlertSample.Costs(Scope, 90_000_000, [.. Enumerable.Repeat(1_000L, 100)])).IsOver);

    [Fact]
    public void A_fallen_share_of_successes_is_too_much_and_says_what_failed()
    {
        var drift = OutcomeDrift.Of(new DriftBaseline.Runs(95, 5), [.. Enumerable.Range(0, 40).Select(at => at % 2 == 0)]);

        var over = Of(AlertTerms.Usual("o", AlertKind.OutcomeDrift), new AlertSample.Outcomes(Scope, drift));

        Assert.True(over.IsOver);
        Assert.Equal((50 * AlertLimits.Micros, 5 * AlertLimits.Micros), (over.ValueMicros, over.UsualMicros));
    }

    [Theory]
    [InlineData(AlertKind.CapNear, 79_999_999, 80_000_000)]
    [InlineData(AlertKind.QueueAge, 899_000_000, 900_000_000)]
    [InlineData(AlertKind.RunawayRetries, 4_000_000, 5_000_000)]
    [InlineData(AlertKind.NoResult, 0, 1_000_000)]
    [InlineData(AlertKind.FailedDeliveries, 0, 1_000_000)]
    public void A_level_is_too_much_from_its_line_on(AlertKind kind, long below, long at)
    {
        Assert.False(Of(AlertTerms.Usual("l", kind), new AlertSample.Level(Scope, below)).IsOver);
        Assert.True(Of(AlertTerms.Usual("l", kind), new AlertSample.Level(Scope, at)).IsOver);
    }

    [Fact]
    public void Every_kind_finds_too_much_in_the_sample_of_its_statistic() => Assert.All(Enum.GetValues<AlertKind>(), kind =>
    {
        AlertSample sample = AlertTraits.Of(kind).Statistic switch
        {
            AlertStatistic.Count => new AlertSample.Counts(Scope, 500, [.. Enumerable.Repeat(1L, 50)]),
            AlertStatistic.Share => new AlertSample.Shares(Scope, 90, 100, 1, 1_000),
            AlertStatistic.Cost => new AlertSample.Costs(Scope, 900_000_000_000, [.. Enumerable.Repeat(1_000_000L, 50)]),
            AlertStatistic.Drift => new AlertSample.Outcomes(Scope, OutcomeDrift.Of(new DriftBaseline.Runs(95, 5), [.. Enumerable.Repeat(false, 40)])),
            AlertStatistic.Level => new AlertSample.Level(Scope, AlertLimits.FigureMicrosMax),
        };

        Assert.True(Of(AlertTerms.Usual("k", kind), sample).IsOver);
    });

    [Fact]
    public void Time_before_the_store_counted_is_not_quiet_time()
    {
        var sums = new BucketSums(0, 60, 2_000, [(1_900 * 60, 50)]);
        var known = new AlertSeries(Scope, sums, null, sums, null) { KnownFrom = 1_800 * 60 };

        var sample = Assert.IsType<AlertSample.Counts>(known.At(Denials, 1_910 * 60));

        Assert.Equal((50, 10), (sample.Now, sample.Earlier.Count));
        Assert.False(AlertCheck.Of(Denials, sample).IsOver);
    }

    [Fact]
    public void Fires_are_counted_by_the_quiet_between_them()
    {
        var episodes = new AlertEpisodes(30);
        foreach (var minute in (int[])[0, 1, 2, 32, 63, 120]) episodes.See(DateTimeOffset.UnixEpoch.AddMinutes(minute));

        Assert.Equal([0, 63, 120], episodes.Begins.Select(at => (int)(at - DateTimeOffset.UnixEpoch).TotalMinutes));
    }

    private static AlertFinding Of(AlertTerms terms, AlertSample sample) => AlertCheck.Of(terms, sample);

    /// <summary>The same numbers at every run.</summary>
    private sealed class Dice(ulong seed)
    {
        private ulong _state = unchecked(seed * 2_685_821_657_736_338_717UL) | 1;

        public double Next()
        {
            _state ^= _state >> 12;
            _state ^= _state << 25;
            _state ^= _state >> 27;
            return (unchecked(_state * 2_685_821_657_736_338_717UL) >> 11) / (double)(1UL << 53);
        }

        public int Below(int count) => (int)(Next() * count);

        public int Poisson(double mean)
        {
            var (limit, product, count) = (Math.Exp(-mean), Next(), 0);
            for (; product > limit; count++) product *= Next();
            return count;
        }
    }
}
