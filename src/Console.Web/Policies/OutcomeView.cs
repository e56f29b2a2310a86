using AgentConsole.Domain.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>An answer in short.</summary>
public sealed record OutcomeView(string Verdict, string Rule, IReadOnlyList<ApprovalClause> Approvals);
