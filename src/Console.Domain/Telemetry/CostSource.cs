namespace AgentConsole.Domain.Telemetry;

/// <summary>Where the cost of an event comes from.</summary>
public enum CostSource
{
    /// <summary>Nothing that happened costs money here.</summary>
    None,
    /// <summary>It costs money, and nobody knows how much: never shown as 0.</summary>
    Unknown,
    /// <summary>As its teller says.</summary>
    Reported,
    /// <summary>Tokens times the price of the day.</summary>
    Priced,
    /// <summary>As a vendor's library reckons, where we have no price: once there is one, that counts.</summary>
    Hinted,
}
