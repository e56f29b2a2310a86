namespace AgentConsole.Domain.Reviews;

/// <summary>What is wrong with a planted proposal, revealed once somebody decided on it.</summary>
public enum PlantedFlaw
{
    /// <summary>Ten times the amount that the call it is made from asked for.</summary>
    WrongAmount,
    /// <summary>Another target than the call it is made from.</summary>
    WrongTarget,
    /// <summary>A recipient that nobody named.</summary>
    ForeignRecipient,
}
