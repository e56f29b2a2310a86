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
        if (!command.Caller.May(Permission.ManagePeople)) return Refused(AccessRefusal.RoleMissing);
        if (command.Roles.Count == 0) return Refused(AccessRefusal.RoleNeeded);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<AccessOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var id = command.Person.Value;
            if (!await db.Users.AnyAsync(person => person.Id == id, inner)) return Refused(AccessRefusal.UnknownPerson);
            var rows = await db.PersonRoles.Where(row => row.PersonId == id).ToListAsync(inner);
            var before = rows.Select(row => row.Role).ToHashSet();
            if (before.SetEquals(command.Roles)) return new AccessOutcome.Done();
            if (!command.Roles.Contains(Role.Admin) && !await db.HasAdminBesidesAsync(id, inner)) return Refused(AccessRefusal.LastAdmin);

            db.PersonRoles.RemoveRange(rows.Where(row => !command.Roles.Contains(row.Role)));
            db.PersonRoles.AddRange(command.Roles.Except(before).Select(role => new PersonRole { PersonId = id, Role = role }));
            ledger.Append(db, command.Caller, new RolesChanged(command.Person, before, command.Roles));
            return new AccessOutcome.Done();
        }
    }

    private static AccessOutcome.Refused Refused(AccessRefusal why) => new(why);
}
