using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What came of a reviewer's word.</summary>
public abstract record DecideOutcome
{
    /// <summary>It counts; the proposal may still wait for more approvals.</summary>
    /// <param name="Reveal">It was planted; null for a real one.</param>
    public sealed record Recorded(Proposal Proposal, int ApprovalsGiven, PlantedReveal? Reveal = null) : DecideOutcome;

    /// <summary>The loser is told who won.</summary>
    public sealed record AlreadyDecided(string By, DateTimeOffset At, ProposalStatus Status) : DecideOutcome;

    /// <summary>It is not what was read.</summary>
    /// <param name="IsTargetMoved">The arguments are the same; what they would change is not.</param>
    public sealed record Changed(int Version, string Digest, bool IsTargetMoved = false) : DecideOutcome;

    public sealed record Refused(DecideRefusal Why, string Reason) : DecideOutcome;

    /// <summary>The edited arguments do not fit the contract or the manifest.</summary>
    public sealed record Malformed(IReadOnlyList<Fault> Faults) : DecideOutcome;

    public sealed record NotFound : DecideOutcome;

    private DecideOutcome() { }
}
