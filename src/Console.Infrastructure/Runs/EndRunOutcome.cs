using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>What came of the end of a run.</summary>
public abstract record EndRunOutcome
{
    public sealed record Ended(Run Run) : EndRunOutcome;

    /// <summary>It ended before, in another way.</summary>
    public sealed record Differs(string Outcome) : EndRunOutcome;

    private EndRunOutcome() { }
}
