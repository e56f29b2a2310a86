using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Tools.Guards;

namespace AgentConsole.Web.Tools.Guards;

/// <summary>How the pages say how a tool stands.</summary>
internal static class GuardWords
{
    public static string State(BreakerState state) => state switch
    {
        BreakerState.Closed => "breaker closed",
        BreakerState.Open => "breaker open",
        BreakerState.HalfOpen => "breaker half open",
    };

    public static string Means(GuardHealth health) => health switch
    {
        { State: BreakerState.Closed } => "Calls get through.",
        { IsHeld: true } => "Nothing new is taken in and no grant can be redeemed until somebody closes it. Agents are told to come back later.",
        { State: BreakerState.Open } => "It failed too often. For a while nothing new is taken in and no grant can be redeemed; agents are told to come back later.",
        _ => "A few calls get through, to find out whether it is well again.",
    };

    public static string Reason(GuardHealth health) => health.SetReason ?? "";

    public static string Ends(GuardHealth health) =>
        $"{health.Failed} of {health.Ended} failed within {health.Limits.Breaker.WindowSeconds} s; it opens at {health.Limits.Breaker.FailuresBasisPoints / 100.0:0.##} % of at least {health.Limits.Breaker.Minimum}";

    public static string Uses(GuardHealth health) => health.Limits.PerMinute is { } allowed
        ? $"{health.UsesLastMinute} of {allowed} in the last minute"
        : "no limit a minute";

    public static string UnderWay(GuardHealth health) => health.Limits.Concurrency is { } allowed
        ? $"{health.UnderWay} released or running; {allowed} may run at once"
        : $"{health.UnderWay} released or running, no limit";

    public static string Sentence(SetBreakerOutcome outcome) => outcome switch
    {
        SetBreakerOutcome.Set set => set.Guard.IsHeld ? "Open: nothing new is taken in and no grant can be redeemed until somebody closes it." : "Closed: calls get through again.",
        SetBreakerOutcome.Unchanged => "It was so already.",
        SetBreakerOutcome.Unknown => "There is no such tool, or not in that environment.",
        SetBreakerOutcome.Malformed malformed => malformed.Faults[0].Message,
        SetBreakerOutcome.RoleMissing => "Your roles do not let you move it.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
