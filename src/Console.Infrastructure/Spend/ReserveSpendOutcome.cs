using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>What came of taking money aside.</summary>
public abstract record ReserveSpendOutcome
{
    private ReserveSpendOutcome() { }

    public sealed record Reserved(SpendReservation Reservation, SpendLeft Left, bool IsRepeat) : ReserveSpendOutcome;

    /// <summary>A cap has no room for it; nothing was taken aside.</summary>
    public sealed record Exhausted(FullCap Cap) : ReserveSpendOutcome;

    /// <summary>No price is known for the model, and no amount was given.</summary>
    public sealed record PriceUnknown(string Model) : ReserveSpendOutcome;

    /// <summary>The tokens at that price come to more than one reservation may be.</summary>
    public sealed record TooMuch(long Nanos) : ReserveSpendOutcome;

    public sealed record KeyReused(ReservationId Earlier) : ReserveSpendOutcome;

    /// <summary>What was taken aside under this key is settled, or was given back: it is asked for anew under another.</summary>
    public sealed record Over(ReservationId Earlier) : ReserveSpendOutcome;

    public sealed record Stopped(StopScope Scope) : ReserveSpendOutcome;

    /// <summary>No such agent is registered any more.</summary>
    public sealed record AgentUnknown : ReserveSpendOutcome;

    public sealed record RunEnded : ReserveSpendOutcome;
}
