using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>A cap is reached, or something was refused because of it; told once for each scope and cap.</summary>
/// <param name="AskedNanos">What was refused; null where the cap was reached by what was taken.</param>
public sealed record BudgetExhausted(BudgetId Budget, string Environment, BudgetScope Scope, long CapNanos, long UsedNanos, long? AskedNanos) : LedgerRecord
{
    public override string Kind => "budget_exhausted";

    public override string Subject => "budget:" + Budget;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("per", WireName.Of(Scope.Period)),
        new("day", Scope.Period == CapPeriod.Day ? Scope.Value : null),
        // The agent's own name of it.
        new("run", Scope.Period == CapPeriod.Run ? Scope.Value : null, IsPersonal: true),
        new("environment", Environment.Length > 0 ? Environment : null),
        new("cap_usd", Money.Text(CapNanos)),
        new("used_usd", Money.Text(UsedNanos)),
        new("asked_usd", AskedNanos is { } asked ? Money.Text(asked) : null),
    ];
}
