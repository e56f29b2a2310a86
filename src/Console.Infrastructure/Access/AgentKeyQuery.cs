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
        var holders = keys.Select(key => key.HolderId?.Value).Distinct().ToList();
        var names = await db.Users.Where(person => holders.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        return [.. keys.Select(key => new AgentKeyRow(key.Id, key.Agent, key.Environment, key.Prefix, key.HolderId,
            key.HolderId is { } holder ? names.GetValueOrDefault(holder.Value) : null,
            key.IssuedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt))];
    }

    /// <summary>Everybody who ever saw a secret of this agent: they do not decide on what it proposes.</summary>
    public async Task<IReadOnlySet<PersonId>> HoldersOfAsync(string agent, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var holders = await db.AgentKeys.Where(key => key.Agent == agent && key.HolderId != null)
            .Select(key => key.HolderId!.Value).Distinct().ToListAsync(cancellation);
        return holders.ToHashSet();
    }
}
