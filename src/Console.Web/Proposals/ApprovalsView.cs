using AgentConsole.Domain.Policies;

namespace AgentConsole.Web.Proposals;

/// <summary>How many approvals are needed and who may give them.</summary>
public sealed record ApprovalsView(int Needed, IReadOnlyList<string> Roles, int? Given, IReadOnlyList<ApprovalClause> Clauses);
