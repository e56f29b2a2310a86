using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Agents;

/// <summary>An agent's document was changed.</summary>
public sealed record AgentChanged(AgentDocument Document, string DocumentHash, int Version) : LedgerRecord
{
    public override string Kind => "agent_changed";

    public override string Subject => "agent:" + Document.Name;

    public override IReadOnlyList<LedgerField> Fields => AgentEntryFields.Of(Document, DocumentHash, Version);
}
