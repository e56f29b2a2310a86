using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Makes a link by which a person chooses a password; whoever makes it is named in the ledger.</summary>
public sealed class IssuePasswordLinkHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, PasswordLinks links)
{
    public async Task<IssuePasswordLinkOutcome> HandleAsync(IssuePasswordLink command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManagePeople)) return Refused(AccessRefusal.RoleMissing);
        return await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);

        async Task<(Person? Person, ShownOnce? Code)> PrepareAsync()
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == command.Person.Value, cancellation);
            return (person, person is null ? null : links.For(command.Person, person.SecurityStamp!));
        }

        Task<IssuePasswordLinkOutcome> CommitAsync(ConsoleDbContext db, (Person? Person, ShownOnce? Code) seen, CancellationToken inner)
        {
            if (seen is not { Person: { } person, Code: { } code }) return Task.FromResult<IssuePasswordLinkOutcome>(Refused(AccessRefusal.UnknownPerson));
            if (person.IsDisabled) return Task.FromResult<IssuePasswordLinkOutcome>(Refused(AccessRefusal.PersonDisabled));
            ledger.Append(db, command.Caller, new PasswordLinkIssued(command.Person));
            return Task.FromResult<IssuePasswordLinkOutcome>(new IssuePasswordLinkOutcome.Issued(code));
        }
    }

    private static IssuePasswordLinkOutcome.Refused Refused(AccessRefusal why) => new(why);
}
