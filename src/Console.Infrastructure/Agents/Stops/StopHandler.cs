using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>
/// Throws the stop switch: from the commit on nothing new is taken in, nothing waiting is released, no unused grant is worth anything.
/// The order itself is what stops; freezing and revoking make it visible at once.
/// </summary>
public sealed class StopHandler(ConsoleTransaction transaction, LedgerWriter ledger, Standstill standstill, TimeProvider clock)
{
    public async Task<StopOutcome> HandleAsync(Stop command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.StopAgents)) return new StopOutcome.RoleMissing(Permission.StopAgents);
        if (StopReach.FaultOfReason(command.Reason) is { } fault) return new StopOutcome.Malformed([fault]);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<StopOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await db.ExistsAsync(command.Target, inner)) return new StopOutcome.Unknown();
            var now = clock.Instant();
            if (await db.StopOrders.AsNoTracking().InForce().For(command.Target).FirstOrDefaultAsync(inner) is { } earlier)
                return new StopOutcome.AlreadyStopped(await ActorNames.OfAsync(db, earlier.OrderedBy, inner), earlier.OrderedAt, earlier.Reason,
                    await standstill.FreezeAsync(db, command.Caller, command.Target, now, inner));

            db.StopOrders.Add(new StopOrder
            {
                Id = Guid.CreateVersion7(now),
                Scope = command.Target.Scope,
                Name = command.Target.Name,
                Reason = command.Reason.Trim(),
                OrderedBy = command.Caller.Actor,
                OrderedAt = now,
            });
            var report = await standstill.FreezeAsync(db, command.Caller, command.Target, now, inner);
            ledger.Append(db, command.Caller, new StopOrdered(command.Target, command.Reason.Trim(), report));
            return new StopOutcome.Stopped(now, report);
        }
    }
}
