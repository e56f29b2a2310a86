namespace AgentConsole.Infrastructure.Policies;

/// <summary>What a text would have answered to past proposals, against what was answered.</summary>
/// <param name="Considered">Proposals that were asked again.</param>
/// <param name="LeftOut">Proposals whose arguments were edited since, or whose contract this build cannot read.</param>
/// <param name="IsCut">There were more than one backtest looks at; the newest were taken.</param>
/// <param name="Changed">The first of those that would have been answered otherwise, newest first; <see cref="Transitions"/> count all.</param>
public sealed record Backtest(
    int Days, int Considered, int LeftOut, bool IsCut, IReadOnlyList<BacktestTransition> Transitions, IReadOnlyList<BacktestChange> Changed)
{
    public int ChangedCount => Transitions.Sum(transition => transition.Count);
}
