using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>The step of writing one agent inside a transaction; one document and many go the same way.</summary>
public sealed class AgentRegistration(LedgerWriter ledger, TimeProvider clock)
{
    /// <summary>What writing it would come to; changes nothing.</summary>
    public async Task<AgentOutcome> JudgeAsync(ConsoleDbContext db, WrittenAgent agent, CancellationToken cancellation)
    {
        var held = await db.Agents.AsNoTracking().Where(row => row.Name == agent.Agent.Name)
            .Select(row => new { row.Name, row.DocumentHash, row.Version, row.IsArchived }).SingleOrDefaultAsync(cancellation);
        if (held is null) return new AgentOutcome.Registered(agent.Agent.Name);
        if (held.IsArchived) return new AgentOutcome.NameTaken(held.Name, IsArchived: true);
        return held.DocumentHash == agent.Document.Hash
            ? new AgentOutcome.Unchanged(held.Name, held.Version)
            : new AgentOutcome.Changed(held.Name, held.Version + 1);
    }

    public void Add(ConsoleDbContext db, Caller caller, WrittenAgent agent)
    {
        var now = clock.Instant();
        db.Agents.Add(new Agent
        {
            Name = agent.Agent.Name,
            Dri = agent.Agent.Dri,
            Deputy = agent.Agent.Deputy,
            Stage = agent.Agent.Stage,
            Document = agent.Document.Text,
            DocumentHash = agent.Document.Hash,
            RegisteredBy = caller is Caller.Person person ? person.Id : null,
            RegisteredAt = now,
            ChangedAt = now,
        });
        ledger.Append(db, caller, new AgentRegistered(agent.Agent, agent.Document.Hash, 1));
    }

    public async Task ChangeAsync(ConsoleDbContext db, Caller caller, WrittenAgent agent, CancellationToken cancellation)
    {
        var row = await db.Agents.SingleAsync(row => row.Name == agent.Agent.Name, cancellation);
        (row.Dri, row.Deputy, row.Stage) = (agent.Agent.Dri, agent.Agent.Deputy, agent.Agent.Stage);
        (row.Document, row.DocumentHash, row.ChangedAt) = (agent.Document.Text, agent.Document.Hash, clock.Instant());
        row.Version++;
        ledger.Append(db, caller, new AgentChanged(agent.Agent, agent.Document.Hash, row.Version));
    }
}
