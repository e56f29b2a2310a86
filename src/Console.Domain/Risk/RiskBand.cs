namespace AgentConsole.Domain.Risk;

/// <summary>The score in a word.</summary>
public enum RiskBand
{
    Low,
    Guarded,
    Elevated,
    High,
    Severe,
}
