using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Gives a person other roles; somebody who can manage people always remains.</summary>
public sealed class ChangeRolesHandler(ConsoleTransaction transaction, LedgerWriter ledger, Standings standings)
{
    public async Task<AccessOutcome> HandleAsync(ChangeRoles command, CancellationToken cancellation)
    {
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<AccessOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await WhyNotAsync(db, command, inner) is { } refusal) return new AccessOutcome.Refused(refusal);
            await WriteAsync(db, command, inner);
            return new AccessOutcome.Done();
        }
    }

    internal async Task<AccessRefusal?> WhyNotAsync(ConsoleDbContext db, ChangeRoles command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManagePeople)) return AccessRefusal.RoleMissing;
        if (command.Roles.Count == 0) return AccessRefusal.RoleNeeded;
        var id = command.Person.Value;
        if (!await db.Users.AnyAsync(person => person.Id == id, cancellation)) return AccessRefusal.UnknownPerson;
        if (command.Roles.SetEquals(await RolesOf(db, id).Select(row => row.Role).ToListAsync(cancellation))) return null;
        return command.Roles.Contains(Role.Admin) || await db.HasAdminBesidesAsync(id, cancellation) ? null : AccessRefusal.LastAdmin;
    }

    /// <summary>After <see cref="WhyNotAsync"/> found nothing, in the same transaction.</summary>
    internal async Task WriteAsync(ConsoleDbContext db, ChangeRoles command, CancellationToken cancellation)
    {
        var id = command.Person.Value;
        var rows = await RolesOf(db, id).ToListAsync(cancellation);
        var before = rows.Select(row => row.Role).ToHashSet();
        if (before.SetEquals(command.Roles)) return;

        db.PersonRoles.RemoveRange(rows.Where(row => !command.Roles.Contains(row.Role)));
        db.PersonRoles.AddRange(command.Roles.Except(before).Select(role => new PersonRole { PersonId = id, Role = role }));
        ledger.Append(db, command.Caller, new RolesChanged(command.Person, before, command.Roles));
    }

    private static IQueryable<PersonRole> RolesOf(ConsoleDbContext db, Guid person) => db.PersonRoles.Where(row => row.PersonId == person);
}
