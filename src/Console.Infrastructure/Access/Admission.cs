using System.Collections.Frozen;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What an attempt to sign in leaves on a person, whichever step it was.</summary>
internal static class Admission
{
    public static bool MayTry(this Person person, DateTimeOffset now) =>
        !person.IsDisabled && !LockOut.IsShut(person.AccessFailedCount) && !(person.LockoutEnd > now);

    public static void Fail(this Person person, DateTimeOffset now)
    {
        person.AccessFailedCount++;
        var wait = LockOut.WaitAfter(person.AccessFailedCount);
        if (wait > TimeSpan.Zero) person.LockoutEnd = now + wait;
    }

    public static void Forgive(this Person person)
    {
        person.AccessFailedCount = 0;
        person.LockoutEnd = null;
    }

    public static async Task<SignInOutcome> AdmitAsync(
        ConsoleDbContext db, LedgerWriter ledger, Person person, bool hadSecondFactor, DateTimeOffset now, CancellationToken cancellation)
    {
        person.Forgive();
        person.LastSignInAt = now;
        var standing = await db.StandingOfAsync(person, cancellation);
        ledger.Append(db, standing.ToCaller(), new SignedIn(person.PersonId, hadSecondFactor));
        return new SignInOutcome.Admitted(standing);
    }

    public static async Task<PersonStanding> StandingOfAsync(this ConsoleDbContext db, Person person, CancellationToken cancellation)
    {
        var roles = await db.PersonRoles.Where(row => row.PersonId == person.Id).Select(row => row.Role).ToListAsync(cancellation);
        return new(person.PersonId, person.Email ?? "", person.DisplayName, roles.ToFrozenSet(), person.IsDisabled, person.SecurityStamp ?? "");
    }
}
