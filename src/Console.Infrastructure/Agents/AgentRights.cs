using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Which agents a right reaches: from the role of a DRI those that this person answers for or stands in for, from any other role all.</summary>
public sealed class AgentRights(IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <summary>For showing only what would be taken; the handler asks again inside its commit.</summary>
    public async Task<bool> ReachAsync(Caller caller, Permission permission, string agent, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReachAsync(db, caller, permission, agent, cancellation);
    }

    internal static async Task<bool> ReachAsync(
        ConsoleDbContext db, Caller caller, Permission permission, string agent, CancellationToken cancellation)
    {
        if (caller.MayEverywhere(permission)) return true;
        if (caller is not Caller.Person person || !person.May(permission)) return false;
        if (await db.Agents.Where(row => row.Name == agent).Select(row => new { row.Dri, row.Deputy }).SingleOrDefaultAsync(cancellation) is not { } named) return false;
        var addresses = new[] { named.Dri, named.Deputy }.OfType<string>().Select(NewPerson.Normalized).ToList();
        return await db.Users.AnyAsync(row => row.Id == person.Id.Value && addresses.Contains(row.NormalizedEmail!), cancellation);
    }
}
