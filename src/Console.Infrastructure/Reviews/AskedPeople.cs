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

    public static async Task<IReadOnlyList<Person>> OfAsync(ConsoleDbContext db, string agent, IReadOnlySet<Role> roles, CancellationToken cancellation)
    {
        var everywhere = roles.Where(role => role != Role.Dri).ToList();
        var answering = roles.Contains(Role.Dri) ? await AnsweringAsync(db, agent, cancellation) : [];
        var people = await db.Users.AsNoTracking()
            .Where(person => !person.IsDisabled && db.PersonRoles.Any(held => held.PersonId == person.Id
                && (everywhere.Contains(held.Role) || (held.Role == Role.Dri && answering.Contains(person.NormalizedEmail!)))))
            .OrderBy(person => person.NormalizedEmail).Take(TakenMax).ToListAsync(cancellation);
        if (people.Count == 0) return people;

        var own = await db.Agents.Where(row => row.Name == agent).Select(row => row.RegisteredBy)
            .Concat(db.AgentKeys.Where(key => key.Agent == agent).Select(key => key.HolderId)).ToListAsync(cancellation);
        return [.. people.Where(person => !own.Contains(person.PersonId))];
    }

    private static async Task<List<string>> AnsweringAsync(ConsoleDbContext db, string agent, CancellationToken cancellation) =>
        await db.Agents.Where(row => row.Name == agent && !row.IsArchived).Select(row => new { row.Dri, row.Deputy }).SingleOrDefaultAsync(cancellation) is { } row
            ? [.. new[] { row.Dri, row.Deputy }.OfType<string>().Select(NewPerson.Normalized)]
            : [];
}
