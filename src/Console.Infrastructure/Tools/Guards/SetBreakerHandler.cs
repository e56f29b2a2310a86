using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>Opens or closes a tool's breaker by hand: from the commit on, on every node.</summary>
public sealed class SetBreakerHandler(ConsoleTransaction transaction, GuardDesk guards, ContractCache contracts, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<SetBreakerOutcome> HandleAsync(SetBreaker command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.OperateTools)) return new SetBreakerOutcome.RoleMissing(Permission.OperateTools);
        if (FaultOf(command.Reason) is { } fault) return new SetBreakerOutcome.Malformed([fault]);
        if (contracts.Find(command.Tool)?.Contract is not { } contract || !contract.Environments.Contains(command.Environment)) return new SetBreakerOutcome.Unknown();
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<SetBreakerOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            var guard = await guards.OfAsync(db, command.Tool, command.Environment, inner);
            if (command.IsOpen ? guard.IsHeld : guard.StateAt(now) == BreakerState.Closed) return new SetBreakerOutcome.Unchanged(guard);

            guard.Keep(command.IsOpen ? guard.Breaker.Hold(now) : guard.Breaker.Closed(now));
            (guard.SetBy, guard.SetReason) = (command.Caller.Actor, command.Reason.Trim());
            ledger.Append(db, command.Caller, new BreakerMoved(command.Tool, command.Environment, guard.StateAt(now), "by_hand", command.Reason.Trim()));
            return new SetBreakerOutcome.Set(guard);
        }
    }

    private static Fault? FaultOf(string reason) => reason.Trim().Length switch
    {
        0 => new("/reason", "required", "Say why, for whoever finds it so."),
        > GuardLimits.ReasonLengthMax => new("/reason", "too_long", $"A reason has at most {GuardLimits.ReasonLengthMax} characters."),
        _ => null,
    };
}
