using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>With which roles a person decides: that of a DRI counts on the agents alone that this person answers for as DRI or deputy.</summary>
internal static class DecidingRoles
{
    /// <summary>On what one agent proposes.</summary>
    public static async Task<Caller.Person> OnAsync(ConsoleDbContext db, Caller.Person person, string agent, CancellationToken cancellation)
    {
        if (!person.Roles.Contains(Role.Dri)) return person;
        return (await AgentsOfAsync(db, person, cancellation)).Contains(agent)
            ? person
            : person with { Roles = person.Roles.Where(role => role != Role.Dri).ToHashSet() };
    }

    /// <summary>The agents that this person answers for.</summary>
    public static async Task<IReadOnlyList<string>> AgentsOfAsync(ConsoleDbContext db, Caller.Person person, CancellationToken cancellation)
    {
        if (!person.Roles.Contains(Role.Dri)) return [];
        var address = await db.Users.Where(row => row.Id == person.Id.Value).Select(row => row.NormalizedEmail).SingleOrDefaultAsync(cancellation);
        if (address is null) return [];
        var agents = await db.Agents.Where(agent => !agent.IsArchived && (agent.Dri != null || agent.Deputy != null))
            .Select(agent => new { agent.Name, agent.Dri, agent.Deputy }).ToListAsync(cancellation);
        return [.. agents.Where(agent => Is(agent.Dri) || Is(agent.Deputy)).Select(agent => agent.Name)];

        bool Is(string? email) => email is not null && NewPerson.Normalized(email) == address;
    }
}
