using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person got a token for scripts; its name is the person's own words.</summary>
public sealed record AccessTokenIssued(PersonId Person, AccessTokenId Token, string Name, string Prefix, DateTimeOffset ExpiresAt) : LedgerRecord
{
    public override string Kind => "access_token_issued";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("token", Token.ToString()),
        new("name", Name, IsPersonal: true),
        new("prefix", Prefix),
        new("expires_at", ExpiresAt.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
