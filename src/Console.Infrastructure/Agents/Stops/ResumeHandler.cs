using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>Lifts a stop: what it froze waits again with the time it had left, unless another stop still reaches it.</summary>
public sealed class ResumeHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<StopOutcome> HandleAsync(Resume command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ResumeAgents)) return new StopOutcome.RoleMissing(Permission.ResumeAgents);
        if (StopReach.FaultOfReason(command.Reason) is { } fault) return new StopOutcome.Malformed([fault]);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<StopOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await db.ExistsAsync(command.Target, inner)) return new StopOutcome.Unknown();
            if (!await MayLiftAsync(db, command, inner)) return new StopOutcome.NotYourAgent();
            var orders = await db.StopOrders.InForce().For(command.Target).ToListAsync(inner);
            if (orders.Count == 0) return new StopOutcome.NotStopped();

            var now = clock.Instant();
            foreach (var order in orders)
            {
                (order.LiftedBy, order.LiftReason, order.LiftedAt) = (command.Caller.Actor, command.Reason.Trim(), now);
                order.Version++;
            }

            await db.SaveChangesAsync(inner);
            var thawed = await ThawAsync(db, command, now, inner);
            var still = await db.Proposals.Under(command.Target).CountAsync(proposal => proposal.Status == ProposalStatus.Frozen, inner);
            ledger.Append(db, command.Caller, new StopLifted(command.Target, command.Reason.Trim(), thawed));
            return new StopOutcome.Resumed(thawed, still);
        }
    }

    // Who answers for one agent does not answer for a tool that others use too, nor for everything.
    private static async Task<bool> MayLiftAsync(ConsoleDbContext db, Resume command, CancellationToken cancellation) =>
        command.Target.Scope == StopScope.Agent
            ? await AgentRights.ReachAsync(db, command.Caller, Permission.ResumeAgents, command.Target.Name, cancellation)
            : command.Caller.MayEverywhere(Permission.ResumeAgents);

    private async Task<int> ThawAsync(ConsoleDbContext db, Resume command, DateTimeOffset now, CancellationToken cancellation)
    {
        var thawed = 0;
        for (var batch = 0; batch < AgentLimits.StopBatchesMax; batch++)
        {
            var frozen = await db.FrozenOnlyBy(command.Target).OrderBy(proposal => proposal.SubmittedAt).ThenBy(proposal => proposal.Id)
                .Take(AgentLimits.StopBatchMax).ToListAsync(cancellation);
            foreach (var proposal in frozen.Where(proposal => proposal.TryThaw(now)))
                ledger.Append(db, command.Caller, new ProposalThawed(proposal.Id, proposal.ExpiresAt));
            await db.SaveChangesAsync(cancellation);
            thawed += frozen.Count;
            if (frozen.Count < AgentLimits.StopBatchMax) break;
        }

        return thawed;
    }
}
