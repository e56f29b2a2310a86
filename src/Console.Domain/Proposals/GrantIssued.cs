using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>The one-time leave came into being.</summary>
public sealed record GrantIssued(ProposalId Id, Grant Grant) : LedgerRecord
{
    public override string Kind => "grant_issued";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("grant", Grant.Id.ToString()),
        new("digest", Grant.ArgumentsDigest),
        new("expires_at", Grant.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
