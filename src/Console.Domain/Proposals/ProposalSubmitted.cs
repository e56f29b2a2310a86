using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Proposals;

/// <summary>An agent proposed, and the console answered.</summary>
public sealed record ProposalSubmitted(Proposal Proposal) : LedgerRecord
{
    public override string Kind => "proposal_submitted";

    public override string Subject => "proposal:" + Proposal.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Proposal.Agent),
        new("environment", Proposal.Environment),
        // A name is one that a contract could have; any other text is the agent's own, and may be about somebody.
        new("tool", Proposal.Tool, IsPersonal: !ToolName.IsValid(Proposal.Tool)),
        new("contract_version", Proposal.ContractVersion.ToString(CultureInfo.InvariantCulture)),
        new("digest", Proposal.Digest),
        new("key", Proposal.KeyId.ToString()),
        // The agent chooses it: a customer's name, for one.
        new("run_id", Proposal.RunId, IsPersonal: true),
        new("verdict", WireName.Of(Proposal.Verdict)),
        new("rule", Proposal.Rule),
        new("policy_set", Proposal.PolicySet),
        new("policy_version", Proposal.PolicyRevision),
        new("policies_asked", Proposal.PoliciesAsked),
        new("denial", Proposal.DenialCode),
        new("risk", Proposal.RiskScore.ToString(CultureInfo.InvariantCulture)),
        new("state", WireName.Of(Proposal.Status)),
    ];
}
