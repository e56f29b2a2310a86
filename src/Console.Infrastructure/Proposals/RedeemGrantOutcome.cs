using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>What came of using a grant.</summary>
public abstract record RedeemGrantOutcome
{
    public sealed record Redeemed(Proposal Proposal, GrantId Grant) : RedeemGrantOutcome;

    /// <summary>Not a token of this console.</summary>
    public sealed record NotAGrant : RedeemGrantOutcome;

    public sealed record Used(DateTimeOffset At) : RedeemGrantOutcome;

    /// <summary>Expired, revoked or stopped, in a stable word.</summary>
    public sealed record Gone(string Code, string Reason) : RedeemGrantOutcome;

    /// <summary>Its tool fails or is busy; nothing of the grant is used up.</summary>
    public sealed record TryLater(string Code, string Reason, int RetryAfterSeconds) : RedeemGrantOutcome;

    /// <summary>These are not the arguments that were approved.</summary>
    public sealed record OtherArguments(string ExpectedDigest) : RedeemGrantOutcome;

    private RedeemGrantOutcome() { }
}
