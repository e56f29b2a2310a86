using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Agents;

/// <summary>What a caller is, and what an agent may propose: read by the agent itself.</summary>
internal static class MeEndpoints
{
    public static async Task<IResult> WhoAsync(HttpContext context, AgentCache agents, StopQuery stops, CancellationToken cancellation) => context.Caller() switch
    {
        Caller.Agent agent when agents.Find(agent.Name) is { } known => TypedResults.Ok(new
        {
            kind = "agent",
            agent = agent.Name,
            environment = agent.Environment,
            key = agent.Key.ToString(),
            stage = WireName.Of(known.Stage),
            version = known.Version,
            stopped = (await stops.InForceAsync(cancellation)).Any(stop => stop.Reaches(StopTarget.Agent(agent.Name))),
        }),
        Caller.Person person => TypedResults.Ok(new
        {
            kind = "person",
            id = person.Id.ToString(),
            name = person.DisplayName,
            roles = person.Roles.Order().Select(WireName.Of),
            permissions = Enum.GetValues<Permission>().Where(person.May).Select(WireName.Of),
        }),
        _ => Problems.NotFound("agent"),
    };

    public static IResult Manifest(HttpContext context, AgentCache agents, ContractCache contracts)
    {
        var caller = context.AgentCaller();
        if (agents.Find(caller.Name) is not { IsArchived: false } agent) return Problems.NotFound("agent");
        return TypedResults.Ok(new
        {
            agent = agent.Name,
            environment = caller.Environment,
            version = agent.Version,
            stage = WireName.Of(agent.Stage),
            tools = agent.Document.Manifest.Entries
                .Where(entry => entry.Environments.Contains(caller.Environment))
                .Select(entry => ManifestToolView.Of(entry, contracts.Find(entry.Tool)?.Contract, agent, caller.Environment))
                .OfType<ManifestToolView>().OrderBy(tool => tool.Tool, StringComparer.Ordinal),
        });
    }
}
