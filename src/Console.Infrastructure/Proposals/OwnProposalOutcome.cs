using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>What came of an agent's word about its own proposal.</summary>
public abstract record OwnProposalOutcome
{
    public sealed record Done(Proposal Proposal) : OwnProposalOutcome;

    /// <summary>There is none, or it is another agent's: the two look alike.</summary>
    public sealed record NotFound : OwnProposalOutcome;

    /// <summary>The state machine refuses it in this status.</summary>
    public sealed record NotNow(ProposalStatus Status) : OwnProposalOutcome;

    /// <summary>The console runs it itself, and knows how it ended.</summary>
    public sealed record NotYours : OwnProposalOutcome;

    private OwnProposalOutcome() { }
}
