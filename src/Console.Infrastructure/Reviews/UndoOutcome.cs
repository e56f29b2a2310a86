using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What came of taking an approval back.</summary>
public abstract record UndoOutcome
{
    /// <summary>It is pending again, and no approval counts.</summary>
    public sealed record Undone(Proposal Proposal) : UndoOutcome;

    /// <summary>There is nothing to undo, or no longer: the time has passed.</summary>
    public sealed record TooLate(ProposalStatus Status) : UndoOutcome;

    public sealed record RoleMissing : UndoOutcome;

    /// <summary>The caller registered the agent or holds one of its keys.</summary>
    public sealed record OwnProposal : UndoOutcome;

    public sealed record NotFound : UndoOutcome;

    private UndoOutcome() { }
}
