using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>What a text would say of one proposal, and what was said of it.</summary>
public sealed record TrialView(
    string Verdict, string Rule, string Reason, string? Code, IReadOnlyList<ApprovalClause> Approvals,
    IReadOnlyList<string> Determining, IReadOnlyList<string> Errors, OutcomeView? Was)
{
    public static TrialView Of(TrialOutcome.Answered answered)
    {
        var (answer, was) = (answered.Ruling.Answer, answered.Was);
        return new(
            WireName.Of(answer.Kind), answer.Rule, answer.Reason, answer.Code, answer.Clauses, answered.Ruling.Determining, answered.Ruling.Errors,
            was is null ? null : new(WireName.Of(was.Kind), was.Rule, BacktestView.Clauses(was.Clauses)));
    }
}
