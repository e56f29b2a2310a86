using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>An agent got a key; the secret itself is nowhere, its prefix is enough to find it.</summary>
public sealed record AgentKeyIssued(string Agent, string Environment, AgentKeyId Key, string Prefix, PersonId? Holder, DateTimeOffset ExpiresAt)
    : LedgerRecord
{
    public override string Kind => "agent_key_issued";

    public override string Subject => "agent:" + Agent;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("key", Key.ToString()),
        new("environment", Environment),
        new("prefix", Prefix),
        new("holder", Holder?.ToString()),
        new("expires_at", ExpiresAt.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
