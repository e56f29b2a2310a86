namespace AgentConsole.Domain.Reviews;

/// <summary>What happens while a proposal waits and nobody decides.</summary>
public enum NudgeKind
{
    /// <summary>Those who are asked are told once more.</summary>
    Remind,
    /// <summary>One more role is asked.</summary>
    Escalate,
}
