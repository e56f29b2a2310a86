using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Agents;

/// <summary>The door of the Agents room on the wire.</summary>
public static class AgentsModule
{
    public static IEndpointRouteBuilder MapAgents(this IEndpointRouteBuilder routes)
    {
        var agents = routes.MapGroup("/api/v1/agents").WithTags("Agents");
        agents.MapGet("", AgentEndpoints.ListAsync).RequirePerson(Permission.ReadAgents);
        agents.MapPost("", AgentEndpoints.CreateAsync).RequirePerson(Permission.ManageAgents);
        agents.MapGet("{id}", AgentEndpoints.GetAsync).RequirePerson(Permission.ReadAgents);
        agents.MapPut("{id}", AgentEndpoints.ReplaceAsync).RequirePerson(Permission.ManageAgents);
        agents.MapDelete("{id}", AgentEndpoints.ArchiveAsync).RequirePerson(Permission.ManageAgents);
        agents.MapPost("{id}/stop", StopEndpoints.StopAgentAsync).RequirePerson(Permission.StopAgents);
        agents.MapPost("{id}/resume", StopEndpoints.ResumeAgentAsync).RequirePerson(Permission.ResumeAgents);

        var all = routes.MapGroup("/api/v1").WithTags("Agents");
        all.MapGet("stops", StopEndpoints.ListAsync).RequirePerson(Permission.ReadAgents);
        all.MapPost("stop", StopEndpoints.StopEverythingAsync).RequirePerson(Permission.StopAgents);
        all.MapPost("resume", StopEndpoints.ResumeEverythingAsync).RequirePerson(Permission.ResumeAgents);
        all.MapGet("me", MeEndpoints.WhoAsync).RequireCaller();
        all.MapGet("me/manifest", MeEndpoints.Manifest).RequireAgent();
        return routes;
    }
}
