using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>From now on a password alone does not sign this person in.</summary>
public sealed record SecondFactorTurnedOn(PersonId Person) : LedgerRecord
{
    public override string Kind => "second_factor_turned_on";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
