using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A password alone signs this person in again.</summary>
public sealed record SecondFactorTurnedOff(PersonId Person) : LedgerRecord
{
    public override string Kind => "second_factor_turned_off";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
