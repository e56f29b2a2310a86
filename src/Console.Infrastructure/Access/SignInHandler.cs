using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Checks a password, counts what was wrong, and makes guessing slower the longer it goes on.</summary>
public sealed class SignInHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, PasswordDesk passwords,
    TimeProvider clock)
{
    public async Task<SignInOutcome> HandleAsync(SignIn command, CancellationToken cancellation)
    {
        var address = NewPerson.Normalized(command.Email.Trim());
        return await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);

        async Task<Checked> PrepareAsync()
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.NormalizedEmail == address, cancellation);
            var result = await passwords.CheckAsync(person?.PasswordHash, command.Password, cancellation);
            var renewed = result == PasswordVerificationResult.SuccessRehashNeeded
                ? await passwords.HashAsync(command.Password, cancellation)
                : null;
            return new(person?.Id, person?.SecurityStamp, result != PasswordVerificationResult.Failed, renewed);
        }

        async Task<SignInOutcome> CommitAsync(ConsoleDbContext db, Checked seen, CancellationToken inner)
        {
            if (seen.Person is not { } id) return await RefuseAsync(db, inner);
            var now = clock.Instant();
            var person = await db.Users.SingleAsync(person => person.Id == id, inner);
            if (!person.MayTry(now) || person.SecurityStamp != seen.SecurityStamp) return await RefuseAsync(db, inner);
            if (!seen.IsRight)
            {
                person.Fail(now);
                ledger.Append(db, new Caller.Server(), new SignInRefused(person.PersonId, "password", person.AccessFailedCount));
                return new SignInOutcome.Refused();
            }

            if (seen.RenewedHash is { } renewed) person.PasswordHash = renewed;
            if (person.TwoFactorEnabled) return new SignInOutcome.SecondFactorNeeded(person.PersonId, person.SecurityStamp!);
            return await Admission.AdmitAsync(db, ledger, person, hadSecondFactor: false, now, inner);
        }
    }

    // A wrong password is written down, and waits for the disk. Who is not here, or may not try, waits as long, or the time would
    // tell who is here: the head moves there and back, which changes nothing and is as durable. Once would not do, for SQLite
    // does not write what is so already.
    private static async Task<SignInOutcome> RefuseAsync(ConsoleDbContext db, CancellationToken cancellation)
    {
        await db.LedgerHeads.ExecuteUpdateAsync(row => row.SetProperty(head => head.Seq, head => head.Seq + 1), cancellation);
        await db.LedgerHeads.ExecuteUpdateAsync(row => row.SetProperty(head => head.Seq, head => head.Seq - 1), cancellation);
        return new SignInOutcome.Refused();
    }

    private sealed record Checked(Guid? Person, string? SecurityStamp, bool IsRight, string? RenewedHash);
}
