using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A key of an agent opens nothing any more.</summary>
public sealed record AgentKeyRevoked(string Agent, string Environment, AgentKeyId Key) : LedgerRecord
{
    public override string Kind => "agent_key_revoked";

    public override string Subject => "agent:" + Agent;

    public override IReadOnlyList<LedgerField> Fields => [new("key", Key.ToString()), new("environment", Environment)];
}
