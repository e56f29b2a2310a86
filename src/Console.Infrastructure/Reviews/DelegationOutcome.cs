using AgentConsole.Domain.Reviews;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What came of lending the right to decide, or of taking it back.</summary>
public abstract record DelegationOutcome
{
    public sealed record Begun(Delegation Delegation) : DelegationOutcome;

    public sealed record Ended : DelegationOutcome;

    /// <summary>Nobody by that address can decide, or it is the caller.</summary>
    public sealed record NotAReviewer : DelegationOutcome;

    /// <summary>It must end later than now and within the bound.</summary>
    public sealed record WrongTime : DelegationOutcome;

    public sealed record RoleMissing : DelegationOutcome;

    public sealed record NotFound : DelegationOutcome;

    private DelegationOutcome() { }
}
