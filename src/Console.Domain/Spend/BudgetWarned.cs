using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>So much of a cap is used or reserved; told once for each step, scope and cap.</summary>
public sealed record BudgetWarned(BudgetId Budget, string Environment, BudgetScope Scope, int Percent, long CapNanos, long UsedNanos) : LedgerRecord
{
    public override string Kind => "budget_warned";

    public override string Subject => "budget:" + Budget;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("per", WireName.Of(Scope.Period)),
        new("day", Scope.Period == CapPeriod.Day ? Scope.Value : null),
        // The agent's own name of it.
        new("run", Scope.Period == CapPeriod.Run ? Scope.Value : null, IsPersonal: true),
        new("environment", Environment.Length > 0 ? Environment : null),
        new("percent", Percent.ToString(CultureInfo.InvariantCulture)),
        new("cap_usd", Money.Text(CapNanos)),
        new("used_usd", Money.Text(UsedNanos)),
    ];
}
