using System.Collections.Concurrent;
using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Web.Shell;

/// <summary>Who listens on this node, so that whoever lost the right to listen is sent away.</summary>
public sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, (Caller Caller, HubCallerContext Connection)> _open = new();

    public int Count => _open.Count;

    public IReadOnlyCollection<Caller.Agent> Agents => [.. _open.Values.Select(open => open.Caller).OfType<Caller.Agent>().DistinctBy(agent => (agent.Environment, agent.Name))];

    internal IEnumerable<(Caller.Person Person, HubCallerContext Connection)> People =>
        from open in _open.Values
        where open.Caller is Caller.Person
        select ((Caller.Person)open.Caller, open.Connection);

    public void Add(Caller caller, HubCallerContext connection) => _open[connection.ConnectionId] = (caller, connection);

    public void Remove(string connectionId) => _open.TryRemove(connectionId, out _);

    /// <summary>Ends these connections; whoever may still listen connects again at once, and missed messages cost nothing.</summary>
    public void End(Func<Caller, bool> which)
    {
        foreach (var (caller, connection) in _open.Values)
            if (which(caller)) connection.Abort();
    }
}
