using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>
/// Whether those who are named for an agent can still answer for it. An address without an account here may be somebody's who never signs in, and
/// counts; an account that was closed does not.
/// </summary>
internal static class AgentCoverage
{
    public static Coverage Of(string? dri, string? deputy, Func<string, bool> isClosed) => dri switch
    {
        null => Coverage.Nobody,
        _ when !isClosed(NewPerson.Normalized(dri)) => Coverage.Dri,
        _ when deputy is not null && !isClosed(NewPerson.Normalized(deputy)) => Coverage.Deputy,
        _ => Coverage.Nobody,
    };

    /// <summary>The address of whoever answers now: the DRI, or the deputy where the DRI's account was closed; null where nobody does.</summary>
    public static async Task<string?> WhoAsync(ConsoleDbContext db, string? dri, string? deputy, CancellationToken cancellation)
    {
        var closed = await ClosedAsync(db, [.. new[] { dri, deputy }.OfType<string>().Select(NewPerson.Normalized)], cancellation);
        return Of(dri, deputy, closed.Contains) switch { Coverage.Dri => dri, Coverage.Deputy => deputy, Coverage.Nobody => null };
    }

    /// <summary>By agent.</summary>
    public static async Task<Dictionary<string, Coverage>> OfAsync(ConsoleDbContext db, IReadOnlyList<Agent> agents, CancellationToken cancellation)
    {
        var named = agents.SelectMany(agent => new[] { agent.Dri, agent.Deputy }).OfType<string>().Select(NewPerson.Normalized).Distinct().ToList();
        var closed = await ClosedAsync(db, named, cancellation);
        return agents.ToDictionary(agent => agent.Name, agent => Of(agent.Dri, agent.Deputy, closed.Contains));
    }

    private static async Task<HashSet<string>> ClosedAsync(ConsoleDbContext db, List<string> named, CancellationToken cancellation) => named.Count == 0
        ? []
        : (await db.Users.Where(person => person.IsDisabled && named.Contains(person.NormalizedEmail!)).Select(person => person.NormalizedEmail!).ToListAsync(cancellation)).ToHashSet();
}
