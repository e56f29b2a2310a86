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
        return await Rows(db.AccessTokens.Where(token => token.PersonId == person.Value)
            .OrderByDescending(token => token.IssuedAt).ThenBy(token => token.Id).Take(AccessLimits.PageMax)).ToListAsync(cancellation);
    }

    /// <summary>The same in parts, for those who have many.</summary>
    public async Task<Page<TokenRow>> PageAsync(PersonId person, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tokens = db.AccessTokens.Where(token => token.PersonId == person.Value);
        if (after is { } cursor) tokens = tokens.Where(token => token.IssuedAt <= cursor.At);
        var read = await Rows(tokens.OrderByDescending(token => token.IssuedAt).ThenBy(token => token.Id).Skip(after?.Seen ?? 0).Take(limit + 1))
            .ToListAsync(cancellation);
        return Page.Of(read, limit, row => row.IssuedAt, after);
    }

    /// <summary>One of a person's own; null for anybody else's.</summary>
    public async Task<TokenRow?> FindAsync(PersonId person, AccessTokenId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Rows(db.AccessTokens.Where(token => token.PersonId == person.Value && token.Id == id)).SingleOrDefaultAsync(cancellation);
    }

    private static IQueryable<TokenRow> Rows(IQueryable<AccessToken> tokens) => tokens.Select(token => new TokenRow(
        token.Id, new PersonId(token.PersonId), token.Name, token.Prefix, token.IssuedAt, token.ExpiresAt, token.RevokedAt, token.LastUsedAt));
}
