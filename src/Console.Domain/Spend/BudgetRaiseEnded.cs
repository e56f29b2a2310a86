using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>Somebody took a raise back before its time.</summary>
public sealed record BudgetRaiseEnded(RaiseId Id, string Budget) : LedgerRecord
{
    public override string Kind => "budget_raise_ended";

    public override string Subject => "budget:" + Budget;

    public override IReadOnlyList<LedgerField> Fields => [new("raise", Id.ToString())];
}
