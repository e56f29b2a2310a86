using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Takes a password link: once, and only while nothing else about the person's credentials has changed.</summary>
public sealed class SetPasswordHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, PasswordDesk passwords,
    PasswordLinks links, SecretMint mint, Standings standings)
{
    public async Task<AccountOutcome> HandleAsync(SetPassword command, CancellationToken cancellation)
    {
        if (links.Read(command.Code) is not { } link || await FindAsync(link, cancellation) is not { } known)
            return new AccountOutcome.Refused(AccessRefusal.LinkInvalid);
        if (PasswordRules.FaultOf(command.Password.Reveal(), known.Email, known.DisplayName) is { } fault)
            return new AccountOutcome.WeakPassword(fault);

        var hash = await passwords.HashAsync(command.Password, cancellation);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<AccountOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var person = await db.Users.SingleAsync(person => person.Id == link.Person.Value, inner);
            if (person.IsDisabled || person.SecurityStamp != link.SecurityStamp) return new AccountOutcome.Refused(AccessRefusal.LinkInvalid);
            person.PasswordHash = hash;
            person.SecurityStamp = mint.Stamp();
            person.Forgive();
            var standing = await db.StandingOfAsync(person, inner);
            ledger.Append(db, standing.ToCaller(), new PasswordChanged(person.PersonId));
            return new AccountOutcome.Changed(standing, []);
        }
    }

    /// <summary>Whom a link is for, while it works: the page greets them before they choose.</summary>
    public async Task<PersonStanding?> PeekAsync(string code, CancellationToken cancellation) =>
        links.Read(code) is { } link ? await FindAsync(link, cancellation) : null;

    private async Task<PersonStanding?> FindAsync((PersonId Person, string SecurityStamp) link, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == link.Person.Value, cancellation);
        return person is { IsDisabled: false } && person.SecurityStamp == link.SecurityStamp
            ? await db.StandingOfAsync(person, cancellation)
            : null;
    }
}
