using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>Somebody tried to sign in as this person and had the password or the code wrong.</summary>
public sealed record SignInRefused(PersonId Person, string Step, int FailuresInARow) : LedgerRecord
{
    public override string Kind => "sign_in_refused";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields =>
        [new("step", Step), new("failures_in_a_row", FailuresInARow.ToString(CultureInfo.InvariantCulture))];
}
