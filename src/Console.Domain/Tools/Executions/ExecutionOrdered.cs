using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>A proposal was released to the console itself: the leave is nobody else's, and no token of it exists.</summary>
public sealed record ExecutionOrdered(ProposalId Id, Grant Grant) : LedgerRecord
{
    public override string Kind => "execution_ordered";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("grant", Grant.Id.ToString()),
        new("digest", Grant.ArgumentsDigest),
        new("expires_at", Grant.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
