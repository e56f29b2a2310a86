using System.Text.Json.Serialization;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Web.Proposals;

/// <summary>Why it may not run, in a code for the agent and a sentence for its developer.</summary>
public sealed record DenialView(
    string Code, string Message, bool Retryable, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Suggestion)
{
    /// <summary>The denial of a proposal that a rule, a person or the clock refused; null otherwise.</summary>
    public static DenialView? Of(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Denied => new(proposal.DenialCode ?? "policy_denied", proposal.PolicyReason, proposal.IsDenialRetryable, proposal.DenialSuggestion),
        ProposalStatus.Rejected => new("rejected", "A reviewer said no.", false, proposal.DecisionNote),
        ProposalStatus.SentBack => new("sent_back", "A reviewer sent it back; see the note and propose again.", true, proposal.DecisionNote),
        ProposalStatus.Expired => new("expired", "Nobody decided in time.", true, null),
        ProposalStatus.Revoked => new("revoked", "The approval was taken back before it ran.", false, null),
        ProposalStatus.Frozen => new("stopped", "A stop switch is on; the proposal keeps the time it has left.", true, null),
        _ => null,
    };
}
