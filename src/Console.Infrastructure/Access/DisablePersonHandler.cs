using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Disables or enables a person; nobody disables themselves or the last administrator.</summary>
public sealed class DisablePersonHandler(ConsoleTransaction transaction, LedgerWriter ledger, SecretMint mint, Standings standings)
{
    public async Task<AccessOutcome> HandleAsync(DisablePerson command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManagePeople)) return Refused(AccessRefusal.RoleMissing);
        if (command.IsDisabled && command.Caller.IsPerson(command.Person)) return Refused(AccessRefusal.OwnAccount);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<AccessOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var id = command.Person.Value;
            var person = await db.Users.SingleOrDefaultAsync(person => person.Id == id, inner);
            if (person is null) return Refused(AccessRefusal.UnknownPerson);
            if (person.IsDisabled == command.IsDisabled) return new AccessOutcome.Done();
            if (command.IsDisabled && !await db.HasAdminBesidesAsync(id, inner)) return Refused(AccessRefusal.LastAdmin);

            person.IsDisabled = command.IsDisabled;
            // Whoever is signed in as this person anywhere is not any more.
            person.SecurityStamp = mint.Stamp();
            LedgerRecord record = command.IsDisabled ? new PersonDisabled(command.Person) : new PersonEnabled(command.Person);
            ledger.Append(db, command.Caller, record);
            return new AccessOutcome.Done();
        }
    }

    private static AccessOutcome.Refused Refused(AccessRefusal why) => new(why);
}
