using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>Nobody is here yet: the server printed the link that makes the first administrator.</summary>
public sealed record SetupLinkIssued(DateTimeOffset ExpiresAt) : LedgerRecord
{
    public override string Kind => "setup_link_issued";

    public override string Subject => "setup";

    public override IReadOnlyList<LedgerField> Fields => [new("expires_at", ExpiresAt.ToString("O", CultureInfo.InvariantCulture))];
}
