using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Replaces an agent's document; it holds for the very next proposal.</summary>
public sealed class ChangeAgentHandler(
    ConsoleTransaction transaction, AgentRegistration registration, ContractCache contracts, AgentCache agents)
{
    public async Task<AgentOutcome> HandleAsync(ChangeAgent command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageAgents)) return new AgentOutcome.RoleMissing(Permission.ManageAgents);
        if (WrittenAgent.Read(command.Document, tool => contracts.Find(tool)?.Contract, out var faults) is not { } agent)
            return new AgentOutcome.Malformed(faults);
        if (agent.Agent.Name != command.Name)
            return new AgentOutcome.Malformed([new Fault("/name", "name_differs", "An agent keeps its name; register another one.")]);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is AgentOutcome.Changed) await agents.ReloadAsync(cancellation);
        return outcome;

        async Task<AgentOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = await db.Agents.Where(row => row.Name == command.Name).Select(row => (int?)row.Version).SingleOrDefaultAsync(inner);
            if (now is null) return new AgentOutcome.Unknown();
            if (!await AgentRights.ReachAsync(db, command.Caller, Permission.ManageAgents, command.Name, inner)) return new AgentOutcome.NotYourAgent();
            if (command.VersionSeen is { } seen && seen != now) return new AgentOutcome.Stale(now.Value);

            var judged = await registration.JudgeAsync(db, agent, inner);
            if (judged is AgentOutcome.Changed) await registration.ChangeAsync(db, command.Caller, agent, inner);
            return judged;
        }
    }
}
