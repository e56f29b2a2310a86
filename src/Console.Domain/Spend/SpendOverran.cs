using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Spend;

/// <summary>Something cost more than was taken aside for it. All of it counts.</summary>
public sealed record SpendOverran(SpendReservation Reservation, long ReservedNanos) : LedgerRecord
{
    public override string Kind => "spend_overran";

    public override string Subject => "budget:" + BudgetId.OfAgent(Reservation.Agent);

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("reservation", Reservation.Id.ToString()),
        new("environment", Reservation.Environment),
        new("run", Reservation.RunName, IsPersonal: true),
        new("proposal", Reservation.ProposalId?.ToString()),
        new("reserved_usd", Money.Text(ReservedNanos)),
        new("cost_usd", Money.Text(Reservation.SettledNanos ?? 0)),
    ];
}
