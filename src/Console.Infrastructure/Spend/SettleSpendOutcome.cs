using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>What came of settling a reservation.</summary>
public abstract record SettleSpendOutcome
{
    private SettleSpendOutcome() { }

    public sealed record Settled(SpendReservation Reservation, SpendLeft Left) : SettleSpendOutcome;

    /// <summary>There is none, or it is another run's: the two look alike.</summary>
    public sealed record NotFound : SettleSpendOutcome;

    /// <summary>It was settled before, with something else.</summary>
    public sealed record AlreadySettled(long CostNanos) : SettleSpendOutcome;

    /// <summary>No price is known for the model, and no cost was given; the reservation stays.</summary>
    public sealed record PriceUnknown(string Model) : SettleSpendOutcome;

    /// <summary>The tokens at that price come to more than one call may cost.</summary>
    public sealed record TooMuch(long Nanos) : SettleSpendOutcome;
}
