using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Checks the second factor; a code is taken once, and wrong ones count like wrong passwords.</summary>
public sealed class SignInCodeHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger,
    IDataProtectionProvider protection, TimeProvider clock)
{
    public async Task<SignInOutcome> HandleAsync(SignInCode command, CancellationToken cancellation)
    {
        var id = command.Person.Value;
        return await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);

        // Sealing may make the framework renew its keys, which writes: not while the writer holds the database.
        async Task<Checked> PrepareAsync()
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var kept = (await db.FindSecondFactorAsync(id, cancellation))?.Value;
            if (kept is null) return new(null, null, false);
            return SecondFactor.Open(protection, command.Person, kept)?.Take(command.Code, clock.GetUtcNow()) is { } taken
                ? new(kept, taken.Left.Seal(protection, command.Person), taken.WasRecovery)
                : new(kept, null, false);
        }

        async Task<SignInOutcome> CommitAsync(ConsoleDbContext db, Checked seen, CancellationToken inner)
        {
            var now = clock.Instant();
            var person = await db.Users.SingleOrDefaultAsync(person => person.Id == id, inner);
            if (person is null || !person.TwoFactorEnabled || !person.MayTry(now) || person.SecurityStamp != command.SecurityStamp)
                return new SignInOutcome.Refused();
            if (seen.Left is null)
            {
                person.Fail(now);
                ledger.Append(db, new Caller.Server(), new SignInRefused(person.PersonId, "code", person.AccessFailedCount));
                return new SignInOutcome.Refused();
            }

            // INVARIANT: what was taken is written with the sign-in it allowed, against what it was taken from.
            var row = await db.FindSecondFactorAsync(id, inner);
            if (row?.Value != seen.Kept) throw new DbUpdateConcurrencyException("Somebody used a code at the same time.");
            row!.Value = seen.Left;
            if (seen.WasRecovery) ledger.Append(db, new Caller.Server(), new RecoveryCodeUsed(person.PersonId));
            return await Admission.AdmitAsync(db, ledger, person, hadSecondFactor: true, now, inner);
        }
    }

    private sealed record Checked(string? Kept, string? Left, bool WasRecovery);
}
