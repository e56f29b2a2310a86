using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person said of which proposals to be told by e-mail.</summary>
public sealed record ReviewMailChosen(PersonId Person, ReviewMail Choice) : LedgerRecord
{
    public override string Kind => "review_mail_chosen";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [new("choice", WireName.Of(Choice))];
}
