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

    internal async Task<AccessRefusal?> WhyNotAsync(ConsoleDbContext db, DisablePerson command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManagePeople)) return AccessRefusal.RoleMissing;
        if (command.IsDisabled && command.Caller.IsPerson(command.Person)) return AccessRefusal.OwnAccount;
        var id = command.Person.Value;
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, cancellation) is not { } known)
            return AccessRefusal.UnknownPerson;
        return command.IsDisabled && !known.IsDisabled && !await db.HasAdminBesidesAsync(id, cancellation) ? AccessRefusal.LastAdmin : null;
    }

    /// <summary>After <see cref="WhyNotAsync"/> found nothing, in the same transaction.</summary>
    internal async Task WriteAsync(ConsoleDbContext db, DisablePerson command, CancellationToken cancellation)
    {
        var person = await db.Users.SingleAsync(person => person.Id == command.Person.Value, cancellation);
        if (person.IsDisabled == command.IsDisabled) return;

        person.IsDisabled = command.IsDisabled;
        // Whoever is signed in as this person anywhere is not any more.
        person.SecurityStamp = mint.Stamp();
        LedgerRecord record = command.IsDisabled ? new PersonDisabled(command.Person) : new PersonEnabled(command.Person);
        ledger.Append(db, command.Caller, record);
    }
}
