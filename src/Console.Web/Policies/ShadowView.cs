using AgentConsole.Domain;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>How a shadowed version compares with what decides.</summary>
public sealed record ShadowView(DateTimeOffset Since, int Asked, int Different, IReadOnlyList<BacktestTransition> Transitions, IReadOnlyList<ChangeView> Newest)
{
    public static ShadowView Of(ShadowReport report) => new(
        report.Since, report.Asked, report.DifferentCount, report.Transitions,
        [.. report.Newest.Select(row => new ChangeView(
            row.ProposalId.ToString(), row.At, row.Agent, row.Tool, null,
            new(WireName.Of(row.LiveKind), row.LiveRule, BacktestView.Clauses(row.LiveClauses)),
            new(WireName.Of(row.Kind), row.Rule, BacktestView.Clauses(row.Clauses))))]);
}
