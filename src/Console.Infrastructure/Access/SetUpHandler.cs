using System.Security.Cryptography;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>First start: a link while nobody is here, and the first administrator through it.</summary>
public sealed class SetUpHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, PasswordDesk passwords,
    SecretMint mint, TimeProvider clock)
{
    private static readonly HashSet<Role> FirstRoles = [Role.Admin, Role.Reviewer, Role.Security];

    /// <summary>The code of a fresh link; null once anybody is here. Links printed before open nothing any more.</summary>
    public Task<ShownOnce?> IssueAsync(CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<ShownOnce?> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Users.AnyAsync(inner)) return null;
            var (code, now) = (mint.LinkCode(), clock.Instant());
            var ends = now + AccessLimits.SetupLinkLifetime;
            var hash = BearerSecret.HashOf(code.Reveal());
            if (await db.SetupLinks.SingleOrDefaultAsync(inner) is { } link)
                (link.SecretHash, link.IssuedAt, link.ExpiresAt, link.UsedAt) = (hash, now, ends, null);
            else
                db.SetupLinks.Add(new SetupLink { SecretHash = hash, IssuedAt = now, ExpiresAt = ends });
            ledger.Append(db, new Caller.Server(), new SetupLinkIssued(ends));
            return code;
        }
    }

    public async Task<bool> IsUsableAsync(string code, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return IsOpen(await db.SetupLinks.AsNoTracking().SingleOrDefaultAsync(cancellation), code) && !await db.Users.AnyAsync(cancellation);
    }

    public async Task<AccountOutcome> HandleAsync(SetUp command, CancellationToken cancellation)
    {
        // Before anything slow: only the holder of the link may make the server work.
        if (!await IsUsableAsync(command.Code, cancellation)) return Refused(AccessRefusal.LinkInvalid);
        if (!EmailAddress.TryRead(command.Email, out var email)) return Refused(AccessRefusal.EmailInvalid);
        if (NewPerson.NameOf(command.DisplayName, email) is not { } name) return Refused(AccessRefusal.NameInvalid);
        if (PasswordRules.FaultOf(command.Password.Reveal(), email, name) is { } fault) return new AccountOutcome.WeakPassword(fault);

        var hash = await passwords.HashAsync(command.Password, cancellation);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<AccountOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var link = await db.SetupLinks.SingleOrDefaultAsync(inner);
            if (!IsOpen(link, command.Code) || await db.Users.AnyAsync(inner)) return Refused(AccessRefusal.LinkInvalid);

            link!.UsedAt = clock.Instant();
            var person = NewPerson.Of(email, name, hash, mint, clock.Instant());
            db.Users.Add(person);
            db.PersonRoles.AddRange(FirstRoles.Select(role => new PersonRole { PersonId = person.Id, Role = role }));
            ledger.Append(db, new Caller.Server(), new PersonAdded(person.PersonId, email, name, FirstRoles));
            return new AccountOutcome.Changed(
                new(person.PersonId, email, name, FirstRoles, IsDisabled: false, person.SecurityStamp!), []);
        }
    }

    private bool IsOpen(SetupLink? link, string code) =>
        link is { UsedAt: null }
        && link.ExpiresAt > clock.Instant()
        && CryptographicOperations.FixedTimeEquals(BearerSecret.HashOf(code), link.SecretHash);

    private static AccountOutcome.Refused Refused(AccessRefusal why) => new(why);
}
