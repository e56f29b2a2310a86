using System.Globalization;
using AgentConsole.Domain.Ledger;

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
        new("tool", Proposal.Tool),
        new("contract_version", Proposal.ContractVersion.ToString(CultureInfo.InvariantCulture)),
        new("digest", Proposal.Digest),
        new("key", Proposal.KeyId.ToString()),
        new("run_id", Proposal.RunId),
        new("verdict", WireName.Of(Proposal.Verdict)),
        new("rule", Proposal.Rule),
        new("policy_version", Proposal.PolicyVersion?.ToString(CultureInfo.InvariantCulture)),
        new("denial", Proposal.DenialCode),
        new("risk", Proposal.RiskScore.ToString(CultureInfo.InvariantCulture)),
        new("state", WireName.Of(Proposal.Status)),
    ];
}
