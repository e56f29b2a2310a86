namespace AgentConsole.Domain.Insights;

/// <summary>
/// Whether success has fallen against a baseline: a one-sided test of two shares that may be looked at after every run. Its line to
/// cross is O'Brien and Fleming's, a falling one: z &gt;= c * sqrt(planned / known), where what is known grows with each run. Which c
/// keeps the chance of a false alarm within 5 % over the whole of a test, and not at each look, the baseline says.
/// </summary>
/// <param name="PlannedRuns">Runs for which the line is drawn; later ones are not looked at.</param>
/// <param name="Runs">Runs that were looked at.</param>
/// <param name="Statistic">z after the last of them: how many standard errors success lies below the baseline.</param>
/// <param name="Line">What z must reach there; null before the first look.</param>
/// <param name="ChanceOnce">The chance of a z at least so high at one look that was fixed beforehand.</param>
/// <param name="Chance">The chance of coming at least as close to the line at any look so far: the figure to go by.</param>
/// <param name="AlarmAfter">The run after which the line was first reached; it stays reached.</param>
public sealed record OutcomeDrift(
    DriftState State, DriftBaseline Baseline, int PlannedRuns, int Runs, int Succeeded, double Statistic, double? Line, double ChanceOnce, double Chance, int? AlarmAfter)
{
    /// <summary>The chance of ever raising an alarm in one test where nothing has changed.</summary>
    public const double FalseAlarmsMax = 0.05;

    /// <summary>What the screen and the wire call it.</summary>
    public const string Method = "One-sided test of two shares with an O'Brien-Fleming line, looked at after every run";

    public double Share => Runs == 0 ? 0 : (double)Succeeded / Runs;

    /// <param name="outcomes">Ended runs since the baseline, in the order in which they came; true where one succeeded.</param>
    public static OutcomeDrift Of(DriftBaseline baseline, IEnumerable<bool> outcomes)
    {
        var planned = baseline.PlannedRuns;
        var isKnown = baseline is not DriftBaseline.Runs { Count: < InsightsLimits.DriftBaselineRunsMin };
        var (runs, failed, statistic, closest) = (0, 0, 0.0, 0.0);
        double? line = null;
        int? alarm = null;
        foreach (var isGood in outcomes)
        {
            if (runs == planned) break;
            runs++;
            if (!isGood) failed++;
            if (!isKnown || runs < InsightsLimits.DriftFirstLook) continue;
            (statistic, var reach) = At(baseline, failed, runs);
            line = reach;
            closest = Math.Max(closest, statistic * baseline.Crossing / reach);
            if (alarm is null && statistic >= reach) alarm = runs;
        }

        var state = line is null ? DriftState.TooFew : alarm is not null ? DriftState.Fallen : runs == planned ? DriftState.Finished : DriftState.Steady;
        return new(state, baseline, planned, runs, runs - failed, statistic, line, line is null ? 1 : NormalTail.Above(statistic), line is null ? 1 : baseline.ChanceOf(closest), alarm);
    }

    /// <summary>The statistic after so many runs, and the line that it must reach for an alarm.</summary>
    public static (double Statistic, double Line) At(DriftBaseline baseline, int failed, int runs)
    {
        var information = baseline.InformationAfter(runs);
        var line = baseline.Crossing * Math.Sqrt(baseline.InformationAfter(baseline.PlannedRuns) / information);
        var fall = baseline.Share - (1 - (double)failed / runs);
        if (fall <= 0) return (0, line);
        // INVARIANT: where success fell, there are failures and successes in both together, so that the spread is not nought.
        var failure = baseline.FailureShareWith(failed, runs);
        return (fall * Math.Sqrt(information) / Math.Sqrt(failure * (1 - failure)), line);
    }
}
