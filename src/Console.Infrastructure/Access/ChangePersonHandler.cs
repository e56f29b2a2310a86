using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Changes a person in one transaction: all of it, or where one part is refused nothing.</summary>
public sealed class ChangePersonHandler(
    ConsoleTransaction transaction, ChangeRolesHandler roles, DisablePersonHandler disabling, Standings standings)
{
    public async Task<AccessOutcome> HandleAsync(ChangePerson command, CancellationToken cancellation)
    {
        var toRoles = command.Roles is { } wanted ? new ChangeRoles(command.Caller, command.Person, wanted) : null;
        var toStanding = command.IsDisabled is { } disabled ? new DisablePerson(command.Caller, command.Person, disabled) : null;
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<AccessOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            // All is judged before anything is written: a refusal leaves nothing behind.
            if (toRoles is not null && await roles.WhyNotAsync(db, toRoles, inner) is { } notRoles) return new AccessOutcome.Refused(notRoles);
            if (toStanding is not null && await disabling.WhyNotAsync(db, toStanding, inner) is { } notStanding)
                return new AccessOutcome.Refused(notStanding);
            if (toRoles is not null) await roles.WriteAsync(db, toRoles, inner);
            if (toStanding is not null) await disabling.WriteAsync(db, toStanding, inner);
            return new AccessOutcome.Done();
        }
    }
}
