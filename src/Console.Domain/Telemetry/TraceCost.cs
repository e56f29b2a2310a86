namespace AgentConsole.Domain.Telemetry;

/// <summary>Decides what an event cost.</summary>
public static class TraceCost
{
    /// <param name="priced">Tokens times price; null where no price is known.</param>
    public static (long? Nanos, CostSource Source) Of(TraceDraft draft, long? priced) =>
        // What nobody can believe is no figure: it would drown every other in the sums.
        Said(draft, priced) is var said && said.Nanos is (< 0 or > TelemetryLimits.CostNanosMax) ? (null, CostSource.Unknown) : said;

    private static (long? Nanos, CostSource Source) Said(TraceDraft draft, long? priced) => draft switch
    {
        // What the bill says counts before what we work out; a vendor's hint counts after it.
        { ReportedUsdNanos: { } reported, IsCostHint: false } => (reported, CostSource.Reported),
        _ when priced is { } nanos => (nanos, CostSource.Priced),
        { ReportedUsdNanos: { } hinted } => (hinted, CostSource.Hinted),
        _ when draft.InputTokens > 0 || draft.OutputTokens > 0 => (null, CostSource.Unknown),
        _ => (null, CostSource.None),
    };
}
