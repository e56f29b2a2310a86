using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Lets one person decide with another's roles while that one is away. Whoever is lent them must be somebody who decides already.</summary>
public sealed class DelegationHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    /// <param name="to">The address of whoever decides meanwhile.</param>
    public Task<DelegationOutcome> BeginAsync(Caller caller, string to, DateTimeOffset until, CancellationToken cancellation)
    {
        if (caller is not Caller.Person person || !person.May(Permission.DecideProposals))
            return Task.FromResult<DelegationOutcome>(new DelegationOutcome.RoleMissing());
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<DelegationOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            if (until <= now || until > now.AddDays(ReviewLimits.DelegationDaysMax)) return new DelegationOutcome.WrongTime();
            var address = NewPerson.Normalized(to.Trim());
            var deputy = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedEmail == address && !row.IsDisabled, inner);
            if (deputy is null || deputy.Id == person.Id.Value) return new DelegationOutcome.NotAReviewer();
            var roles = await db.PersonRoles.Where(row => row.PersonId == deputy.Id).Select(row => row.Role).ToListAsync(inner);
            if (!roles.Any(role => RolePermissions.Allows(role, Permission.DecideProposals))) return new DelegationOutcome.NotAReviewer();

            var delegation = new Delegation
            {
                Id = Guid.CreateVersion7(now),
                FromId = person.Id,
                FromName = person.DisplayName,
                ToId = deputy.PersonId,
                ToName = deputy.DisplayName,
                Since = now,
                Until = until,
            };
            db.Delegations.Add(delegation);
            ledger.Append(db, person, new DelegationChanged(person.Id, delegation.ToId, until, IsEnded: false));
            return new DelegationOutcome.Begun(delegation);
        }
    }

    /// <summary>Ends it before its time; whoever lent or was lent may.</summary>
    public Task<DelegationOutcome> EndAsync(Caller caller, Guid id, CancellationToken cancellation)
    {
        if (caller is not Caller.Person person) return Task.FromResult<DelegationOutcome>(new DelegationOutcome.RoleMissing());
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<DelegationOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            var delegation = await db.Delegations.SingleOrDefaultAsync(row => row.Id == id && (row.FromId == person.Id || row.ToId == person.Id), inner);
            if (delegation is null || delegation.Until <= now) return new DelegationOutcome.NotFound();
            delegation.Until = now;
            delegation.Version++;
            ledger.Append(db, person, new DelegationChanged(delegation.FromId, delegation.ToId, now, IsEnded: true));
            return new DelegationOutcome.Ended();
        }
    }
}
