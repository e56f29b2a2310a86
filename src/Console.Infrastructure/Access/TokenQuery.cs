using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A person's tokens, newest first.</summary>
public sealed class TokenQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<IReadOnlyList<TokenRow>> OfPersonAsync(PersonId person, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AccessTokens.Where(token => token.PersonId == person.Value)
            .OrderByDescending(token => token.IssuedAt).ThenBy(token => token.Id).Take(AccessLimits.PageMax)
            .Select(token => new TokenRow(token.Id, new PersonId(token.PersonId), token.Name, token.Prefix,
                token.IssuedAt, token.ExpiresAt, token.RevokedAt, token.LastUsedAt))
            .ToListAsync(cancellation);
    }
}
