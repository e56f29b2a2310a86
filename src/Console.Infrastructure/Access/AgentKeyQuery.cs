using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The keys of an agent, newest first; and who holds them.</summary>
public sealed class AgentKeyQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<IReadOnlyList<AgentKeyRow>> OfAgentAsync(string agent, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = await db.AgentKeys.AsNoTracking().Where(key => key.Agent == agent)
            .OrderByDescending(key => key.IssuedAt).ThenBy(key => key.Id).Take(AccessLimits.PageMax).ToListAsync(cancellation);
        return await RowsAsync(db, keys, cancellation);
    }

    /// <summary>The same in parts, for agents whose keys were changed often.</summary>
    public async Task<Page<AgentKeyRow>> PageAsync(string agent, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = db.AgentKeys.AsNoTracking().Where(key => key.Agent == agent);
        if (after is { } cursor) keys = keys.Where(key => key.IssuedAt <= cursor.At);
        var read = await keys.OrderByDescending(key => key.IssuedAt).ThenBy(key => key.Id).Skip(after?.Seen ?? 0).Take(limit + 1).ToListAsync(cancellation);
        return Page.Of(await RowsAsync(db, read, cancellation), limit, row => row.IssuedAt, after);
    }

    public async Task<AgentKeyRow?> FindAsync(string agent, AgentKeyId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = await db.AgentKeys.AsNoTracking().Where(key => key.Agent == agent && key.Id == id).ToListAsync(cancellation);
        return (await RowsAsync(db, keys, cancellation)).SingleOrDefault();
    }

    /// <summary>Everybody who ever saw a secret of this agent: they do not decide on what it proposes.</summary>
    public async Task<IReadOnlySet<PersonId>> HoldersOfAsync(string agent, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var holders = await db.AgentKeys.Where(key => key.Agent == agent && key.HolderId != null)
            .Select(key => key.HolderId!.Value).Distinct().ToListAsync(cancellation);
        return holders.ToHashSet();
    }

    private static async Task<IReadOnlyList<AgentKeyRow>> RowsAsync(ConsoleDbContext db, List<AgentKey> keys, CancellationToken cancellation)
    {
        var holders = keys.Select(key => key.HolderId?.Value).Distinct().ToList();
        var names = await db.Users.Where(person => holders.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        return [.. keys.Select(key => new AgentKeyRow(key.Id, key.Agent, key.Environment, key.Prefix, key.HolderId,
            key.HolderId is { } holder ? names.GetValueOrDefault(holder.Value) : null,
            key.IssuedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt))];
    }
}
