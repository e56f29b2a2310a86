using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>What came of a proposal at the door.</summary>
public abstract record ProposeOutcome
{
    /// <summary>Recorded, whatever the verdict; <paramref name="IsReplay"/> when the same was sent before: then as it was told the first time.</summary>
    public sealed record Recorded(Proposal Proposal, Grant? Grant, bool IsReplay) : ProposeOutcome;

    /// <summary>The idempotency key was used for something else.</summary>
    public sealed record KeyReused(ProposalId Earlier) : ProposeOutcome;

    /// <summary>The tool may be used, but not where this key belongs to.</summary>
    public sealed record WrongEnvironment(string Reason) : ProposeOutcome;

    /// <summary>The arguments do not fit the contract; pointers lead into them.</summary>
    public sealed record Malformed(IReadOnlyList<Fault> Faults) : ProposeOutcome;

    /// <summary>The tool's contract allows no more of it in this minute; nothing was recorded.</summary>
    public sealed record RateLimited(TimeSpan Wait) : ProposeOutcome;

    /// <summary>This very call keeps ending badly and comes again and again; nothing was recorded, asked or spent.</summary>
    public sealed record RetryStorm(TimeSpan Wait) : ProposeOutcome;

    private ProposeOutcome() { }
}
