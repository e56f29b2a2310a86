namespace AgentConsole.Domain.Spend;

/// <summary>The steps at which people are warned, and what each is called.</summary>
public static class BudgetSteps
{
    public const int Full = 100;

    /// <summary>In percent of the cap.</summary>
    public static IReadOnlyList<int> Warnings { get; } = [50, 80, 95];

    /// <summary>The highest step that so much of a cap has reached: 0, one of <see cref="Warnings"/>, or <see cref="Full"/>.</summary>
    public static int Reached(long used, long cap)
    {
        if (used >= cap) return Full;
        // INVARIANT: 128 bits hold a hundred times what a counter holds.
        var percent = (int)((Int128)used * Full / cap);
        return Warnings.LastOrDefault(step => percent >= step);
    }

    public static BudgetState StateOf(long used, long? cap) => cap is not { } most ? BudgetState.Ok : Reached(used, most) switch
    {
        Full => BudgetState.Exhausted,
        >= 95 => BudgetState.Near,
        >= 80 => BudgetState.High,
        >= 50 => BudgetState.Half,
        _ => BudgetState.Ok,
    };

    /// <summary>The state on the wire: <c>ok</c>, <c>50</c>, <c>80</c>, <c>95</c> or <c>exhausted</c>.</summary>
    public static string NameOf(BudgetState state) => state switch
    {
        BudgetState.Ok => "ok",
        BudgetState.Half => "50",
        BudgetState.High => "80",
        BudgetState.Near => "95",
        BudgetState.Exhausted => "exhausted",
    };
}
