using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Registers an agent; whoever registers it will not decide on what it proposes.</summary>
public sealed class RegisterAgentHandler(
    ConsoleTransaction transaction, AgentRegistration registration, ContractCache contracts, AgentCache agents)
{
    public async Task<AgentOutcome> HandleAsync(RegisterAgent command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageAgents)) return new AgentOutcome.RoleMissing(Permission.ManageAgents);
        if (WrittenAgent.Read(command.Document, tool => contracts.Find(tool)?.Contract, out var faults) is not { } agent)
            return new AgentOutcome.Malformed(faults);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is AgentOutcome.Registered) await agents.ReloadAsync(cancellation);
        return outcome;

        async Task<AgentOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var judged = await registration.JudgeAsync(db, agent, inner);
            if (judged is not AgentOutcome.Registered)
                return judged is AgentOutcome.NameTaken taken ? taken : new AgentOutcome.NameTaken(agent.Agent.Name, IsArchived: false);

            registration.Add(db, command.Caller, agent);
            return judged;
        }
    }
}
