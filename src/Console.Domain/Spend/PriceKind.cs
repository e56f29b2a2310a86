namespace AgentConsole.Domain.Spend;

/// <summary>What a price is for.</summary>
public enum PriceKind
{
    /// <summary>A model, by tokens.</summary>
    Model,

    /// <summary>A tool, by call.</summary>
    Tool,
}
