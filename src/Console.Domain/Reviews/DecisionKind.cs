namespace AgentConsole.Domain.Reviews;

/// <summary>The four verbs of a reviewer.</summary>
public enum DecisionKind
{
    Approve,
    Reject,
    SendBack,
    Edit,
}
