using System.Text.Json.Serialization;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Spend;

/// <summary>A reservation as its agent reads it.</summary>
/// <param name="Cost">What it was settled with; null before.</param>
/// <param name="Overrun">It cost more than was reserved.</param>
public sealed record ReservationView(
    string Id, string RunId, string State, MoneyView Reserved, MoneyView? Cost, bool? Overrun, LeftView Left, DateTimeOffset? ExpiresAt)
{
    internal static ReservationView Of(SpendReservation reservation, SpendLeft left)
    {
        var isSettled = reservation.Status == ReservationStatus.Settled;
        return new(reservation.Id.ToString(), reservation.RunName ?? "", WireName.Of(reservation.Status), MoneyView.Of(reservation.ReservedNanos),
            MoneyView.Of(reservation.SettledNanos), isSettled ? reservation.IsOverrun : null, LeftView.Of(left), reservation.ExpiresAt);
    }
}

/// <summary>What the agent's caps leave; null where there is no cap.</summary>
public sealed record LeftView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MoneyView? Run, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MoneyView? Day)
{
    internal static LeftView Of(SpendLeft left) => new(MoneyView.Of(left.RunNanos), MoneyView.Of(left.DayNanos));
}
