using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What came of one word on several proposals.</summary>
public abstract record DecideBatchOutcome
{
    /// <summary>Each got its own answer, in the order they were given.</summary>
    public sealed record Answered(IReadOnlyList<(ProposalId Id, DecideOutcome Outcome)> Items) : DecideBatchOutcome;

    /// <summary>None was decided: they may not be decided together.</summary>
    /// <param name="Which">Those it is about.</param>
    public sealed record Refused(BatchRefusal Why, IReadOnlyList<ProposalId> Which) : DecideBatchOutcome;

    private DecideBatchOutcome() { }
}
