namespace AgentConsole.Domain.Policies;

/// <summary>When policy was asked.</summary>
public enum EvaluationMoment
{
    /// <summary>When the proposal came in.</summary>
    Intake,
    /// <summary>When enough people had said yes, with their approvals.</summary>
    Release,
}
