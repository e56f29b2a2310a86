using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>People as lists show them, by name.</summary>
public sealed class PersonQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <param name="search">Part of a name or an address; null for everybody.</param>
    /// <param name="after">The last person of the page before; an id, because an address would lie in logs.</param>
    public async Task<IReadOnlyList<PersonRow>> ListAsync(string? search, PersonId? after, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var people = Matching(db, search);
        if (after is { } last)
        {
            var from = await db.Users.Where(person => person.Id == last.Value).Select(person => person.NormalizedEmail).SingleOrDefaultAsync(cancellation);
            people = people.Where(person => string.Compare(person.NormalizedEmail, from) > 0);
        }

        var found = await people.OrderBy(person => person.NormalizedEmail).Take(count).ToListAsync(cancellation);
        return await RowsAsync(db, found, cancellation);
    }

    /// <summary>One page, and how many there are on all of them.</summary>
    public async Task<(IReadOnlyList<PersonRow> Rows, int Total)> PageAsync(string? search, int page, int size, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var people = Matching(db, search);
        var total = await people.CountAsync(cancellation);
        var found = await people.OrderBy(person => person.NormalizedEmail).Skip((page - 1) * size).Take(size).ToListAsync(cancellation);
        return (await RowsAsync(db, found, cancellation), total);
    }

    public async Task<PersonRow?> FindAsync(PersonId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Users.AsNoTracking().Where(person => person.Id == id.Value).ToListAsync(cancellation);
        return (await RowsAsync(db, found, cancellation)).SingleOrDefault();
    }

    public async Task<PersonId?> FindByEmailAsync(string email, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var address = NewPerson.Normalized(email.Trim());
        var found = await db.Users.Where(person => person.NormalizedEmail == address).Select(person => (Guid?)person.Id).SingleOrDefaultAsync(cancellation);
        return found is { } id ? new PersonId(id) : null;
    }

    private static IQueryable<Person> Matching(ConsoleDbContext db, string? search)
    {
        if (search is null) return db.Users.AsNoTracking();
        var part = NewPerson.Normalized(search);
#pragma warning disable CA1304, CA1311, CA1862 // Becomes UPPER in the database.
        return db.Users.AsNoTracking().Where(person => person.NormalizedEmail!.Contains(part) || person.DisplayName.ToUpper().Contains(part));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static async Task<IReadOnlyList<PersonRow>> RowsAsync(ConsoleDbContext db, List<Person> people, CancellationToken cancellation)
    {
        var ids = people.Select(person => person.Id).ToList();
        var roles = (await db.PersonRoles.AsNoTracking().Where(row => ids.Contains(row.PersonId)).ToListAsync(cancellation))
            .ToLookup(row => row.PersonId, row => row.Role);
        return [.. people.Select(person => new PersonRow(
            person.PersonId, person.Email ?? "", person.DisplayName, [.. roles[person.Id].Order()], person.IsDisabled,
            person.PasswordHash is not null, person.TwoFactorEnabled, person.AddedAt, person.LastSignInAt,
            LockOut.IsShut(person.AccessFailedCount) ? DateTimeOffset.MaxValue : person.LockoutEnd) { ReviewMail = person.ReviewMail })];
    }
}
