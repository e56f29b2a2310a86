using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Who may decide by these roles on what one agent proposes: by the same rules as whoever decides is held to.</summary>
internal static class AskedPeople
{
    /// <summary>More are not told at once; the queue shows it to everybody.</summary>
    public const int TakenMax = 200;

    public static async Task<IReadOnlyList<Person>> OfAsync(ConsoleDbContext db, string agent, IReadOnlySet<Role> roles, DateTimeOffset now, CancellationToken cancellation)
    {
        var everywhere = roles.Where(role => role != Role.Dri).ToList();
        var answering = roles.Contains(Role.Dri) ? await AnsweringAsync(db, agent, cancellation) : [];
        var people = await db.Users.AsNoTracking()
            .Where(person => !person.IsDisabled && db.PersonRoles.Any(held => held.PersonId == person.Id
                && (everywhere.Contains(held.Role) || (held.Role == Role.Dri && answering.Contains(person.NormalizedEmail!)))))
            .OrderBy(person => person.NormalizedEmail).Take(TakenMax).ToListAsync(cancellation);
        if (people.Count == 0) return people;

        // Whoever is away lent the right to decide, and with it the asking.
        var ids = people.ConvertAll(person => person.PersonId);
        var lent = (await db.Delegations.AsNoTracking().Where(row => row.Until > now && ids.Contains(row.FromId)).Select(row => row.ToId).Distinct()
            .Take(TakenMax).ToListAsync(cancellation)).Except(ids).Select(id => id.Value).ToList();
        if (lent.Count > 0) people.AddRange(await db.Users.AsNoTracking().Where(person => lent.Contains(person.Id) && !person.IsDisabled).ToListAsync(cancellation));

        var own = await db.Agents.Where(row => row.Name == agent).Select(row => row.RegisteredBy)
            .Concat(db.AgentKeys.Where(key => key.Agent == agent).Select(key => key.HolderId)).ToListAsync(cancellation);
        return [.. people.Where(person => !own.Contains(person.PersonId))];
    }

    private static async Task<List<string>> AnsweringAsync(ConsoleDbContext db, string agent, CancellationToken cancellation) =>
        await db.Agents.Where(row => row.Name == agent && !row.IsArchived).Select(row => new { row.Dri, row.Deputy }).SingleOrDefaultAsync(cancellation) is { } row
            ? [.. new[] { row.Dri, row.Deputy }.OfType<string>().Select(NewPerson.Normalized)]
            : [];
}
