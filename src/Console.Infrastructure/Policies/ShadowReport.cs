using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>How a shadowed version compares with what decides.</summary>
/// <param name="Asked">How often both were asked.</param>
public sealed record ShadowReport(DateTimeOffset Since, int Asked, IReadOnlyList<BacktestTransition> Transitions, IReadOnlyList<ShadowDifference> Newest)
{
    public int DifferentCount => Transitions.Sum(transition => transition.Count);
}
