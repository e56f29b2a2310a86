using AgentConsole.Domain.Ledger;

namespace AgentConsole.Testing.Ledger;

/// <summary>An entry that stands for any other.</summary>
public sealed record Happened(string What, string? Email = null) : LedgerRecord
{
    public override string Kind => "happened";

    public override string Subject => "test:" + What;

    public override IReadOnlyList<LedgerField> Fields => [new("what", What), new("email", Email, IsPersonal: true)];
}
