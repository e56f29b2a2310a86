using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>
/// With which roles a person decides: the own ones, and those of people who are away and lent theirs. That of a DRI counts on
/// the agents alone that its holder answers for as DRI or deputy, and nobody lends what would not count for themselves.
/// </summary>
internal static class DecidingRoles
{
    /// <summary>On what one agent proposes.</summary>
    public static Task<Caller.Person> OnAsync(ConsoleDbContext db, Caller.Person person, string agent, DateTimeOffset now, CancellationToken cancellation) =>
        OnAsync(db, person, agent, [], now, cancellation);

    /// <summary>
    /// On one proposal, after what was said on it. INVARIANT: nobody's roles count twice: neither once by their holder and once by whoever
    /// was lent them, nor by two who were lent them.
    /// </summary>
    public static async Task<Caller.Person> OnAsync(
        ConsoleDbContext db, Caller.Person person, Proposal proposal, IEnumerable<Decision> decisions, DateTimeOffset now, CancellationToken cancellation)
    {
        var spoken = Quorum.Yes(decisions, proposal).Select(decision => decision.PersonId).Where(id => id != person.Id).ToList();
        var lent = spoken.Count == 0 ? [] : await db.Delegations.AsNoTracking().Where(row => spoken.Contains(row.ToId) && row.Until > proposal.SubmittedAt)
            .Select(row => row.FromId).ToListAsync(cancellation);
        return await OnAsync(db, person, proposal.Agent, spoken.Concat(lent).ToHashSet(), now, cancellation);
    }

    /// <param name="used">People whose roles have counted already.</param>
    private static async Task<Caller.Person> OnAsync(
        ConsoleDbContext db, Caller.Person person, string agent, HashSet<PersonId> used, DateTimeOffset now, CancellationToken cancellation)
    {
        var roles = used.Contains(person.Id) ? [] : await OnAsync(db, person.Id, person.Roles, agent, cancellation);
        foreach (var lender in await LendersAsync(db, person.Id, now, cancellation))
            if (!used.Contains(lender.Id) && !await db.OwnAgentsOf(lender.Id).ContainsAsync(agent, cancellation))
                roles = roles.Union(await OnAsync(db, lender.Id, lender.Roles, agent, cancellation));
        return person with { Roles = roles.ToHashSet() };
    }

    /// <summary>Everybody whose roles this person decides with: the own first, then those that were lent.</summary>
    public static async Task<IReadOnlyList<Standing>> AllAsync(
        ConsoleDbContext db, Caller.Person person, DateTimeOffset now, CancellationToken cancellation)
    {
        var standings = new List<Standing> { new(person.Roles, await AgentsOfAsync(db, person.Id, person.Roles, cancellation), []) };
        foreach (var lender in await LendersAsync(db, person.Id, now, cancellation))
            standings.Add(new(lender.Roles, await AgentsOfAsync(db, lender.Id, lender.Roles, cancellation),
                await db.OwnAgentsOf(lender.Id).ToListAsync(cancellation)));
        return standings;
    }

    private static async Task<IEnumerable<Role>> OnAsync(
        ConsoleDbContext db, PersonId id, IReadOnlySet<Role> roles, string agent, CancellationToken cancellation) =>
        !roles.Contains(Role.Dri) || (await AgentsOfAsync(db, id, roles, cancellation)).Contains(agent) ? roles : roles.Where(role => role != Role.Dri);

    private static async Task<IReadOnlyList<(PersonId Id, IReadOnlySet<Role> Roles)>> LendersAsync(
        ConsoleDbContext db, PersonId person, DateTimeOffset now, CancellationToken cancellation)
    {
        var lent = await db.Delegations.AsNoTracking().Where(row => row.ToId == person && row.Until > now).Select(row => row.FromId).Distinct().ToListAsync(cancellation);
        if (lent.Count == 0) return [];
        var ids = lent.ConvertAll(id => id.Value);
        var enabled = await db.Users.AsNoTracking().Where(row => ids.Contains(row.Id) && !row.IsDisabled).Select(row => row.Id).ToListAsync(cancellation);
        var roles = (await db.PersonRoles.AsNoTracking().Where(row => enabled.Contains(row.PersonId)).ToListAsync(cancellation)).ToLookup(row => row.PersonId, row => row.Role);
        return [.. enabled.Select(id => (new PersonId(id),
            (IReadOnlySet<Role>)roles[id].Where(role => RolePermissions.Allows(role, Permission.DecideProposals)).ToHashSet()))];
    }

    /// <summary>The agents that a DRI answers for.</summary>
    private static async Task<IReadOnlyList<string>> AgentsOfAsync(
        ConsoleDbContext db, PersonId id, IReadOnlySet<Role> roles, CancellationToken cancellation)
    {
        if (!roles.Contains(Role.Dri)) return [];
        var address = await db.Users.Where(row => row.Id == id.Value).Select(row => row.NormalizedEmail).SingleOrDefaultAsync(cancellation);
        if (address is null) return [];
        var agents = await db.Agents.Where(agent => !agent.IsArchived && (agent.Dri != null || agent.Deputy != null))
            .Select(agent => new { agent.Name, agent.Dri, agent.Deputy }).ToListAsync(cancellation);
        return [.. agents.Where(agent => Is(agent.Dri) || Is(agent.Deputy)).Select(agent => agent.Name)];

        bool Is(string? email) => email is not null && NewPerson.Normalized(email) == address;
    }

    /// <param name="AnswersFor">The agents on which the role of a DRI counts.</param>
    /// <param name="Own">Agents on which none of the roles count.</param>
    internal sealed record Standing(IReadOnlySet<Role> Roles, IReadOnlyList<string> AnswersFor, IReadOnlyList<string> Own);
}
