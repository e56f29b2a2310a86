using AgentConsole.Domain;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What came of trying a text on one proposal.</summary>
public abstract record TrialOutcome
{
    /// <summary>What it would say; <paramref name="Was"/> is what was said, where the proposal is a past one.</summary>
    public sealed record Answered(EngineRuling Ruling, PolicyEvaluation? Was) : TrialOutcome;

    /// <summary>The text, with the other live sets beside it, cannot be read as policies.</summary>
    public sealed record Unreadable : TrialOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : TrialOutcome;

    public sealed record NotFound : TrialOutcome;

    /// <summary>Its arguments were edited since, or its contract is gone.</summary>
    public sealed record NotRepeatable : TrialOutcome;

    private TrialOutcome() { }
}
