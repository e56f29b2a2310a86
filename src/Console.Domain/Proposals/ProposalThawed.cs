using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>The stop was lifted, and a frozen proposal waits for a person again.</summary>
public sealed record ProposalThawed(ProposalId Id, DateTimeOffset ExpiresAt) : LedgerRecord
{
    public override string Kind => "proposal_thawed";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "pending"),
        new("expires_at", ExpiresAt.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
