namespace AgentConsole.Domain.Spend;

/// <summary>Where the life of a reservation stands.</summary>
public enum ReservationStatus
{
    /// <summary>It counts against the caps.</summary>
    Held,

    /// <summary>What it cost counts in its place.</summary>
    Settled,

    /// <summary>It was given back: nothing came of what it was for.</summary>
    Released,

    /// <summary>Its time passed and nobody said what it cost.</summary>
    Expired,
}
