using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Adds a person with roles and, where given, a password.</summary>
public sealed class AddPersonHandler(
    ConsoleTransaction transaction, LedgerWriter ledger, IPasswordHasher<Person> hasher, SecretMint mint, TimeProvider clock)
{
    public async Task<AddPersonOutcome> HandleAsync(AddPerson command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManagePeople)) return Refused(AccessRefusal.RoleMissing);
        if (!EmailAddress.TryRead(command.Email, out var email)) return Refused(AccessRefusal.EmailInvalid);
        if (NewPerson.NameOf(command.DisplayName, email) is not { } name) return Refused(AccessRefusal.NameInvalid);
        if (command.Roles.Count == 0) return Refused(AccessRefusal.RoleNeeded);
        if (command.Password is { } password && PasswordRules.FaultOf(password.Reveal(), email, name) is { } fault)
            return new AddPersonOutcome.WeakPassword(fault);
        return await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);

        // Hashing takes a tenth of a second: never while everybody else's commit waits.
        Task<Person> PrepareAsync() => Task.FromResult(NewPerson.Of(email, name, command.Password, hasher, mint, clock.Instant()));

        async Task<AddPersonOutcome> CommitAsync(ConsoleDbContext db, Person person, CancellationToken inner)
        {
            if (await db.Users.AnyAsync(known => known.NormalizedEmail == person.NormalizedEmail, inner)) return Refused(AccessRefusal.EmailTaken);
            db.Users.Add(person);
            db.PersonRoles.AddRange(command.Roles.Select(role => new PersonRole { PersonId = person.Id, Role = role }));
            ledger.Append(db, command.Caller, new PersonAdded(person.PersonId, email, name, command.Roles));
            return new AddPersonOutcome.Added(person.PersonId);
        }
    }

    private static AddPersonOutcome.Refused Refused(AccessRefusal why) => new(why);
}
