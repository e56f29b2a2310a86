using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>The budget of a workflow or an environment was set, changed or removed.</summary>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there is none any more.</param>
public sealed record BudgetChanged(BudgetId Budget, long? Before, long? After) : LedgerRecord
{
    public override string Kind => After is null ? "budget_removed" : Before is null ? "budget_set" : "budget_changed";

    public override string Subject => "budget:" + Budget;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("per_day_usd_before", Before is { } before ? Money.Text(before) : null),
        new("per_day_usd", After is { } after ? Money.Text(after) : null),
    ];
}
