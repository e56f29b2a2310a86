using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Gives a person a token; only the person, or somebody on the server itself, asks for it.</summary>
public sealed class IssueTokenHandler(ConsoleTransaction transaction, LedgerWriter ledger, SecretMint mint, TimeProvider clock)
{
    public async Task<IssueTokenOutcome> HandleAsync(IssueToken command, CancellationToken cancellation)
    {
        if (!command.Caller.IsOrServes(command.Person)) return Refused(AccessRefusal.RoleMissing);
        var name = command.Name.Trim();
        if (name.Length is 0 or > AccessLimits.TokenNameLengthMax) return Refused(AccessRefusal.NameInvalid);
        var now = clock.Instant();
        if (Lifetime.End(now, command.ExpiresAt?.ToInstant(), AccessLimits.TokenLifetimeDaysDefault, AccessLimits.TokenLifetimeDaysMax)
            is not { } end) return Refused(AccessRefusal.ExpiryInvalid);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<IssueTokenOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var owner = command.Person.Value;
            var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == owner, inner);
            if (person is null) return Refused(AccessRefusal.UnknownPerson);
            if (person.IsDisabled) return Refused(AccessRefusal.PersonDisabled);
            var usable = await db.AccessTokens.CountAsync(
                token => token.PersonId == owner && token.RevokedAt == null && token.ExpiresAt > now, inner);
            if (usable >= AccessLimits.TokensPerPersonMax) return Refused(AccessRefusal.TooMany);

            var secret = mint.Bearer(BearerKind.AccessToken);
            var token = new AccessToken
            {
                Id = AccessTokenId.New(now),
                PersonId = owner,
                Name = name,
                Prefix = BearerSecret.PrefixOf(secret),
                SecretHash = BearerSecret.HashOf(secret.Reveal()),
                IssuedAt = now,
                ExpiresAt = end,
            };
            db.AccessTokens.Add(token);
            ledger.Append(db, command.Caller, new AccessTokenIssued(command.Person, token.Id, name, token.Prefix, end));
            return new IssueTokenOutcome.Issued(new(token.Id, command.Person, name, token.Prefix, now, end, null, null), secret);
        }
    }

    private static IssueTokenOutcome.Refused Refused(AccessRefusal why) => new(why);
}
