using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person's token opens nothing any more.</summary>
public sealed record AccessTokenRevoked(PersonId Person, AccessTokenId Token) : LedgerRecord
{
    public override string Kind => "access_token_revoked";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [new("token", Token.ToString())];
}
