using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person signed in with a password, and a second factor where there is one.</summary>
public sealed record SignedIn(PersonId Person, bool HadSecondFactor) : LedgerRecord
{
    public override string Kind => "signed_in";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [new("factors", HadSecondFactor ? "password code" : "password")];
}
