using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>Somebody who answers for it lets more be spent, for a while.</summary>
public sealed record BudgetRaised(BudgetRaise Raise) : LedgerRecord
{
    public override string Kind => "budget_raised";

    public override string Subject => "budget:" + Raise.Budget;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("raise", Raise.Id.ToString()),
        new("per", WireName.Of(Raise.Period)),
        new("amount_usd", Money.Text(Raise.AmountNanos)),
        new("until", Raise.Until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        new("reason", Raise.Reason, IsPersonal: true),
    ];
}
