using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>The console made itself a key to sign with; the public half is here for whoever verifies later.</summary>
public sealed record SigningKeyCreated(string Kid, string Purpose, string PublicX, string PublicY) : LedgerRecord
{
    public const string EntryKind = "signing_key_created";
    public const string SubjectPrefix = "signing_key:";

    public override string Kind => EntryKind;

    public override string Subject => SubjectPrefix + Kid;

    public override IReadOnlyList<LedgerField> Fields => [new("purpose", Purpose), new("x", PublicX), new("y", PublicY)];
}
