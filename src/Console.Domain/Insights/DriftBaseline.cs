namespace AgentConsole.Domain.Insights;

/// <summary>What outcomes are held against: either earlier runs, whose share is itself uncertain, or a share that somebody stated.</summary>
public abstract record DriftBaseline
{
    private DriftBaseline() { }

    /// <summary>The share of runs that succeed.</summary>
    public abstract double Share { get; }

    /// <summary>For how many runs a test against it is planned. It follows from the baseline alone, so that no result can change it.</summary>
    public abstract int PlannedRuns { get; }

    /// <summary>What is known of the difference to the baseline after so many runs, counted in runs.</summary>
    public abstract double InformationAfter(int runs);

    /// <summary>The share of failures that explains both, if nothing has changed.</summary>
    public abstract double FailureShareWith(int failed, int runs);

    /// <summary>Where the line lies when all that was planned is known.</summary>
    public abstract double Crossing { get; }

    /// <summary>The chance of coming so close to the line at any look, with no change: at <see cref="Crossing"/> it is 5 %.</summary>
    public abstract double ChanceOf(double closest);

    /// <summary>
    /// Runs that ended before. With no change the statistic moves like a random walk, which reaches a line of this form at any time with a
    /// chance of 2 * (1 - F(c)); that this holds for whole runs and every share of successes, a test computes exactly.
    /// </summary>
    public sealed record Runs(int Succeeded, int Failed) : DriftBaseline
    {
        public int Count => Succeeded + Failed;

        public override double Share => Count == 0 ? 0 : (double)Succeeded / Count;

        public override int PlannedRuns => Math.Min(Count, InsightsLimits.DriftRunsMax);

        public override double InformationAfter(int runs) => 1 / (1.0 / Count + 1.0 / runs);

        public override double FailureShareWith(int failed, int runs) => (double)(Failed + failed) / (Count + runs);

        public override double Crossing => 1.959964;

        public override double ChanceOf(double closest) => Math.Min(1, 2 * NormalTail.Above(closest));
    }

    /// <summary>A share that was promised or agreed on: it has no error of its own, and the chance is computed exactly, run by run.</summary>
    public sealed record Stated : DriftBaseline
    {
        private const int Halvings = 30;

        public Stated(double share)
        {
            if (share is <= 0 or >= 1) throw new ArgumentOutOfRangeException(nameof(share));
            Share = share;
            var (low, high) = (0.0, 8.0);
            for (var at = 0; at < Halvings; at++)
            {
                var middle = (low + high) / 2;
                if (ChanceOf(middle) <= OutcomeDrift.FalseAlarmsMax) high = middle;
                else low = middle;
            }

            Crossing = high;
        }

        public override double Share { get; }

        public override double Crossing { get; }

        public override int PlannedRuns => InsightsLimits.DriftPlannedRuns;

        public override double InformationAfter(int runs) => runs;

        public override double FailureShareWith(int failed, int runs) => 1 - Share;

        // What is left below the line is carried on from run to run.
        public override double ChanceOf(double closest)
        {
            var (failing, crossed) = (1 - Share, 0.0);
            var below = new double[PlannedRuns + 1];
            below[0] = 1;
            for (var run = 1; run <= PlannedRuns; run++)
            {
                for (var failed = run; failed > 0; failed--) below[failed] = below[failed] * Share + below[failed - 1] * failing;
                below[0] *= Share;
                if (run < InsightsLimits.DriftFirstLook) continue;
                var least = run * failing + closest * Math.Sqrt(PlannedRuns * failing * Share);
                for (var failed = run; failed > 0 && failed >= least; failed--) (crossed, below[failed]) = (crossed + below[failed], 0);
            }

            return crossed;
        }
    }
}
