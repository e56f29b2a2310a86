using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Puts an agent away: it may do nothing from the answer on, what it had under way is over, and its keys are void.</summary>
public sealed class ArchiveAgentHandler(
    ConsoleTransaction transaction, LedgerWriter ledger, Standstill standstill, AgentCache agents, TimeProvider clock)
{
    public async Task<AgentOutcome> HandleAsync(ArchiveAgent command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageAgents)) return new AgentOutcome.RoleMissing(Permission.ManageAgents);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is AgentOutcome.Archived) await agents.ReloadAsync(cancellation);
        return outcome;

        async Task<AgentOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Agents.SingleOrDefaultAsync(row => row.Name == command.Name, inner) is not { } agent) return new AgentOutcome.Unknown();
            if (!await AgentRights.ReachAsync(db, command.Caller, Permission.ManageAgents, command.Name, inner)) return new AgentOutcome.NotYourAgent();
            if (agent.IsArchived) return new AgentOutcome.Unchanged(agent.Name, agent.Version);

            var now = clock.Instant();
            (agent.IsArchived, agent.ChangedAt) = (true, now);
            agent.Version++;
            var keys = await db.AgentKeys.Where(key => key.Agent == agent.Name && key.RevokedAt == null).ToListAsync(inner);
            foreach (var key in keys) key.RevokedAt = now;
            await standstill.EndAsync(db, command.Caller, StopTarget.Agent(agent.Name), "agent_archived", now, inner);
            ledger.Append(db, command.Caller, new AgentArchived(agent.Name, keys.Count));
            return new AgentOutcome.Archived(agent.Name, keys.Count);
        }
    }
}
