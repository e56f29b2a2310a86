using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents;

/// <summary>An agent was put away: it may do nothing, and its keys are void.</summary>
public sealed record AgentArchived(string Name, int KeysRevoked) : LedgerRecord
{
    public override string Kind => "agent_archived";

    public override string Subject => "agent:" + Name;

    public override IReadOnlyList<LedgerField> Fields => [new("keys_revoked", KeysRevoked.ToString(CultureInfo.InvariantCulture))];
}
