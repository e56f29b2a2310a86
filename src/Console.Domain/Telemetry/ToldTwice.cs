namespace AgentConsole.Domain.Telemetry;

/// <summary>Makes one of what two events tell: one of them counts, with the best of both, the other stands beside it as a step.</summary>
public static class ToldTwice
{
    /// <summary>Of one call of a tool that is told twice, whichever was told first.</summary>
    /// <param name="counted">The one that counts already.</param>
    public static (TraceEvent Counted, TraceEvent Beside) CallOf(TraceEvent counted, TraceEvent again)
    {
        var isCostTaken = CostRankOf(again) > CostRankOf(counted);
        // Tokens go with the cost that was worked out from them, so that a changed price finds them in one place.
        var areTokensTaken = counted.InputTokens is null && counted.OutputTokens is null && (again.InputTokens is not null || again.OutputTokens is not null);
        var isFailureTaken = again.Outcome == TraceOutcome.Error && counted.Outcome != TraceOutcome.Error;
        return (counted with
        {
            // That it failed is told whoever told it first: an agent cannot hide it by telling the same call before.
            Outcome = isFailureTaken || counted.Outcome == TraceOutcome.Unknown ? again.Outcome : counted.Outcome,
            ErrorType = isFailureTaken ? again.ErrorType ?? counted.ErrorType : counted.ErrorType,
            Error = isFailureTaken ? again.Error ?? counted.Error : counted.Error,
            CostNanos = isCostTaken ? again.CostNanos : counted.CostNanos,
            CostSource = isCostTaken ? again.CostSource : counted.CostSource,
            Model = areTokensTaken ? counted.Model ?? again.Model : counted.Model,
            InputTokens = areTokensTaken ? again.InputTokens : counted.InputTokens,
            OutputTokens = areTokensTaken ? again.OutputTokens : counted.OutputTokens,
            CachedTokens = areTokensTaken ? again.CachedTokens : counted.CachedTokens,
            CallHash = counted.CallHash ?? again.CallHash,
        }, Beside(again) with { Outcome = TraceOutcome.Unknown });
    }

    /// <summary>What another event counts: it ended as it did, and is no call and costs nothing.</summary>
    public static TraceEvent Beside(TraceEvent told) => told with
    {
        Kind = TraceKind.Step,
        Model = null,
        InputTokens = null,
        OutputTokens = null,
        CachedTokens = null,
        CostNanos = null,
        CostSource = CostSource.None,
        CallHash = null,
    };

    // Of two that were reported, the one that the console was told of the proposal.
    private static int CostRankOf(TraceEvent told) => told.CostSource switch
    {
        CostSource.None => 0,
        CostSource.Unknown => 1,
        CostSource.Hinted => 2,
        CostSource.Priced => 3,
        CostSource.Reported => told.Word is null ? 4 : 5,
        _ => throw new ArgumentOutOfRangeException(nameof(told)),
    };
}
