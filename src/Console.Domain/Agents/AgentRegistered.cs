using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents;

/// <summary>An agent was registered.</summary>
public sealed record AgentRegistered(AgentDocument Document, string DocumentHash, int Version) : LedgerRecord
{
    public override string Kind => "agent_registered";

    public override string Subject => "agent:" + Document.Name;

    public override IReadOnlyList<LedgerField> Fields => AgentEntryFields.Of(Document, DocumentHash, Version);
}
