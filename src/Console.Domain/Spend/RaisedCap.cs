namespace AgentConsole.Domain.Spend;

/// <summary>A cap with what it was raised by.</summary>
public static class RaisedCap
{
    /// <summary>Null where nothing caps it: what has no cap cannot be raised.</summary>
    public static long? Of(long? cap, IEnumerable<BudgetRaise> inForce) => cap is not { } most
        ? null
        : inForce.Aggregate(Math.Min(SpendLimits.UseNanosMax, most), (sum, raise) => Math.Min(SpendLimits.UseNanosMax, sum + raise.AmountNanos));
}
