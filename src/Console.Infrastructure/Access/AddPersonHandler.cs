using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Adds a person with roles and, where given, a password.</summary>
public sealed class AddPersonHandler(
    ConsoleTransaction transaction, LedgerWriter ledger, PasswordDesk passwords, SecretMint mint, TimeProvider clock)
{
    public async Task<AddPersonOutcome> HandleAsync(AddPerson command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManagePeople)) return Refused(AccessRefusal.RoleMissing);
        if (!EmailAddress.TryRead(command.Email, out var email)) return Refused(AccessRefusal.EmailInvalid);
        if (NewPerson.NameOf(command.DisplayName, email) is not { } name) return Refused(AccessRefusal.NameInvalid);
        if (command.Roles.Count == 0) return Refused(AccessRefusal.RoleNeeded);
        if (command.Password is { } password && PasswordRules.FaultOf(password.Reveal(), email, name) is { } fault)
            return new AddPersonOutcome.WeakPassword(fault);

        // Hashing takes a tenth of a second: never while everybody else's commit waits.
        var hash = command.Password is null ? null : await passwords.HashAsync(command.Password, cancellation);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<AddPersonOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var person = NewPerson.Of(email, name, hash, mint, clock.Instant());
            if (await db.Users.AnyAsync(known => known.NormalizedEmail == person.NormalizedEmail, inner)) return Refused(AccessRefusal.EmailTaken);
            db.Users.Add(person);
            db.PersonRoles.AddRange(command.Roles.Select(role => new PersonRole { PersonId = person.Id, Role = role }));
            ledger.Append(db, command.Caller, new PersonAdded(person.PersonId, email, name, command.Roles));
            return new AddPersonOutcome.Added(person.PersonId);
        }
    }

    private static AddPersonOutcome.Refused Refused(AccessRefusal why) => new(why);
}
