using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>What a text would have answered otherwise.</summary>
public sealed record BacktestView(
    int Days, int Considered, int Changed, int LeftOut, bool IsCut, IReadOnlyList<BacktestTransition> Transitions, IReadOnlyList<ChangeView> Changes)
{
    public static BacktestView Of(Backtest backtest) => new(
        backtest.Days, backtest.Considered, backtest.ChangedCount, backtest.LeftOut, backtest.IsCut, backtest.Transitions,
        [.. backtest.Changed.Select(change => new ChangeView(
            change.Proposal.ToString(), change.At, change.Agent, change.Tool, change.Sentence,
            new(WireName.Of(change.From), change.FromRule, Clauses(change.FromClauses)),
            new(WireName.Of(change.To.Kind), change.To.Rule, change.To.Clauses)))]);

    internal static IReadOnlyList<ApprovalClause> Clauses(string text) => ApprovalClause.ListOf(text);
}
