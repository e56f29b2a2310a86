namespace AgentConsole.Domain.Reviews;

/// <summary>Why a reviewer said no or sent back; the agent reads the wire name.</summary>
public enum ReasonCode
{
    WrongTarget,
    WrongAmount,
    NotNeeded,
    Suspicious,
    PolicyUnclear,
    Other,
}
