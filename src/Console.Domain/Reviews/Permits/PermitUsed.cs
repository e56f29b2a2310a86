using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>A permit stood for its granter's approval of one proposal.</summary>
/// <param name="PoliciesAsked">The policy versions that were asked with this approval and said yes.</param>
public sealed record PermitUsed(PermitId Id, ProposalId Proposal, string Digest, int UsesLeft, string? PoliciesAsked) : LedgerRecord
{
    public override string Kind => "permit_used";

    public override string Subject => "permit:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("proposal", Proposal.ToString()),
        new("digest", Digest),
        new("uses_left", UsesLeft.ToString(CultureInfo.InvariantCulture)),
        new("policies_asked", PoliciesAsked),
    ];
}
