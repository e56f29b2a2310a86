using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Replaces a password by whoever knows the present one, and ends every other sign-in.</summary>
public sealed class ChangePasswordHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, PasswordDesk passwords,
    SecretMint mint, Standings standings, TimeProvider clock)
{
    public async Task<AccountOutcome> HandleAsync(ChangePassword command, CancellationToken cancellation)
    {
        var id = command.Caller.Id.Value;
        var outcome = await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<Checked> PrepareAsync()
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var person = await db.Users.AsNoTracking().SingleAsync(person => person.Id == id, cancellation);
            if (PasswordRules.FaultOf(command.Next.Reveal(), person.Email!, person.DisplayName) is { } fault)
                return new(person.SecurityStamp, fault, false, null);
            var result = await passwords.CheckAsync(person.PasswordHash, command.Present, cancellation);
            return result == PasswordVerificationResult.Failed
                ? new(person.SecurityStamp, null, false, null)
                : new(person.SecurityStamp, null, true, await passwords.HashAsync(command.Next, cancellation));
        }

        async Task<AccountOutcome> CommitAsync(ConsoleDbContext db, Checked seen, CancellationToken inner)
        {
            if (seen.Fault is { } fault) return new AccountOutcome.WeakPassword(fault);
            var now = clock.Instant();
            var person = await db.Users.SingleAsync(person => person.Id == id, inner);
            if (!person.MayTry(now) || person.SecurityStamp != seen.SecurityStamp) return new AccountOutcome.Refused(AccessRefusal.PasswordWrong);
            if (!seen.IsRight)
            {
                person.Fail(now);
                ledger.Append(db, command.Caller, new SignInRefused(person.PersonId, "password", person.AccessFailedCount));
                return new AccountOutcome.Refused(AccessRefusal.PasswordWrong);
            }

            person.PasswordHash = seen.NewHash;
            person.SecurityStamp = mint.Stamp();
            person.Forgive();
            ledger.Append(db, command.Caller, new PasswordChanged(person.PersonId));
            return new AccountOutcome.Changed(await db.StandingOfAsync(person, inner), []);
        }
    }

    private sealed record Checked(string? SecurityStamp, PasswordFault? Fault, bool IsRight, string? NewHash);
}
