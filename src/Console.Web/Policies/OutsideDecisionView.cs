using AgentConsole.Infrastructure.Policies.Opa;

namespace AgentConsole.Web.Policies;

/// <summary>A decision that an OPA logged with the console.</summary>
/// <param name="Asked">The console itself had asked, for this proposal.</param>
public sealed record OutsideDecisionView(
    string DecisionId, DateTimeOffset At, string? Instance, string? Path, string? Bundle, string? Revision, string? Decision, string? Rule, string? Error,
    string? InputDigest, bool Asked, string? ProposalId)
{
    public static OutsideDecisionView Of(OutsideDecisionRow row) => new(
        row.Decision.DecisionId, row.Decision.At, row.Decision.Instance, row.Decision.Path, row.Decision.Bundle, row.Decision.Revision,
        row.Decision.Decision, row.Decision.Rule, row.Decision.Error, row.Decision.InputDigest, row.IsOurs, row.ProposalId?.ToString());
}
