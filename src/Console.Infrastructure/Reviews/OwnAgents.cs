using System.Linq.Expressions;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Separation of duties: who registered an agent, or ever saw one of its keys, does not decide on what it proposes.</summary>
internal static class OwnAgents
{
    /// <summary>Whether the agent is this person's own, in a form that a compiled query takes.</summary>
    public static readonly Expression<Func<ConsoleDbContext, string, PersonId, bool>> IsOwn =
        (db, agent, person) => db.Agents.Any(a => a.Name == agent
            && (a.RegisteredBy == person || db.AgentKeys.Any(k => k.Agent == agent && k.HolderId == person)));

    /// <summary>The same rule the other way round: the names of this person's own agents.</summary>
    public static IQueryable<string> OwnAgentsOf(this ConsoleDbContext db, PersonId person) =>
        db.Agents.Where(a => a.RegisteredBy == person).Select(a => a.Name)
            .Union(db.AgentKeys.Where(k => k.HolderId == person).Select(k => k.Agent));
}
