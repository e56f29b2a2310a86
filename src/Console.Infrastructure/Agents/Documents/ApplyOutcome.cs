namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>What came of applying documents.</summary>
public abstract record ApplyOutcome
{
    /// <summary>All of them were applied, or would be if it was a dry run.</summary>
    public sealed record Applied(IReadOnlyList<AppliedChange> Changes) : ApplyOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(IReadOnlyList<DocumentFault> Faults) : ApplyOutcome;

    private ApplyOutcome() { }
}
