using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Agents;

/// <summary>The door of the Agents room on the wire.</summary>
public static class AgentsModule
{
    public static IEndpointRouteBuilder MapAgents(this IEndpointRouteBuilder routes)
    {
        var agents = routes.MapGroup("/api/v1/agents").WithTags("Agents");
        agents.MapGet("", AgentEndpoints.ListAsync).RequirePerson(Permission.ReadAgents).Produces<ListView<JsonObject>>().Refuses(400, "malformed");
        agents.MapPost("", AgentEndpoints.CreateAsync).RequirePerson(Permission.ManageAgents).Takes<JsonObject>().Produces<JsonObject>(StatusCodes.Status201Created)
            .Refuses(409, "name_taken", "archived").Refuses(422, "document_invalid");
        agents.MapGet("{id}", AgentEndpoints.GetAsync).RequirePerson(Permission.ReadAgents).Produces<JsonObject>().Refuses(404, "not_found");
        agents.MapPut("{id}", AgentEndpoints.ReplaceAsync).RequirePerson(Permission.ManageAgents).Takes<JsonObject>().Produces<JsonObject>()
            .Refuses(404, "not_found").Refuses(409, "archived", "changed").Refuses(412, "changed").Refuses(422, "document_invalid");
        agents.MapDelete("{id}", AgentEndpoints.ArchiveAsync).RequirePerson(Permission.ManageAgents).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");
        agents.MapPost("{id}/stop", StopEndpoints.StopAgentAsync).RequirePerson(Permission.StopAgents).Takes<ReasonBody>().Refuses(404, "not_found").Refuses(422, "reason_missing");
        agents.MapPost("{id}/stop/drill", StopEndpoints.DrillAgentAsync).RequirePerson(Permission.StopAgents).Produces<JsonObject>()
            .Refuses(404, "not_found").Refuses(409, "already_stopped");
        agents.MapPost("{id}/resume", StopEndpoints.ResumeAgentAsync).RequirePerson(Permission.ResumeAgents).Takes<ReasonBody>()
            .Refuses(404, "not_found").Refuses(409, "not_stopped").Refuses(422, "reason_missing");

        var all = routes.MapGroup("/api/v1").WithTags("Agents");
        all.MapGet("stops", StopEndpoints.ListAsync).RequirePerson(Permission.ReadAgents).Produces<ListView<JsonObject>>();
        all.MapPost("stop", StopEndpoints.StopEverythingAsync).RequirePerson(Permission.StopAgents).Takes<ReasonBody>().Refuses(422, "reason_missing");
        all.MapPost("stop/drill", StopEndpoints.DrillEverythingAsync).RequirePerson(Permission.StopAgents).Produces<JsonObject>().Refuses(409, "already_stopped");
        all.MapGet("stop/drills", StopEndpoints.DrillsAsync).RequirePerson(Permission.ReadAgents).Produces<ListView<JsonObject>>();
        all.MapPost("resume", StopEndpoints.ResumeEverythingAsync).RequirePerson(Permission.ResumeAgents).Takes<ReasonBody>()
            .Refuses(409, "not_stopped").Refuses(422, "reason_missing");
        all.MapGet("me", MeEndpoints.WhoAsync).RequireCaller();
        all.MapGet("me/manifest", MeEndpoints.Manifest).RequireAgent();
        return routes;
    }
}
