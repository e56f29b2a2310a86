using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Agents;
using AgentConsole.Web.Proposals;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;
using AgentConsole.Web.Tools.Executions;
using AgentConsole.Web.Tools.Guards;

namespace AgentConsole.Web.Tools;

/// <summary>The door of the Tools room on the wire.</summary>
public static class ToolsModule
{
    public static IEndpointRouteBuilder MapTools(this IEndpointRouteBuilder routes)
    {
        var tools = routes.MapGroup("/api/v1/tools").WithTags("Tools");
        tools.MapGet("", ToolEndpoints.ListAsync).RequirePerson(Permission.ReadTools).Produces<ListView<JsonObject>>().Refuses(400, "malformed");
        tools.MapPost("", ToolEndpoints.CreateAsync).RequirePerson(Permission.ManageTools).Takes<JsonObject>().Produces<JsonObject>(StatusCodes.Status201Created)
            .Produces<JsonObject>().Refuses(409, "version_exists", "version_too_low").Refuses(422, "document_invalid");
        tools.MapGet("{name}", ToolEndpoints.GetAsync).RequirePerson(Permission.ReadTools).Produces<JsonObject>().Refuses(404, "not_found");
        tools.MapPut("{name}", ToolEndpoints.ReplaceAsync).RequirePerson(Permission.ManageTools).Takes<JsonObject>().Produces<JsonObject>().Produces<JsonObject>(StatusCodes.Status201Created)
            .Refuses(409, "version_exists", "version_too_low").Refuses(412, "changed").Refuses(422, "document_invalid");
        tools.MapDelete("{name}", ToolEndpoints.RetireAsync).RequirePerson(Permission.ManageTools).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");
        tools.MapPost("{name}/stop", StopEndpoints.StopToolAsync).RequirePerson(Permission.StopAgents).Takes<ReasonBody>().Refuses(404, "not_found").Refuses(422, "reason_missing");
        tools.MapPost("{name}/stop/drill", StopEndpoints.DrillToolAsync).RequirePerson(Permission.StopAgents).Produces<JsonObject>()
            .Refuses(404, "not_found").Refuses(409, "already_stopped");
        tools.MapPost("{name}/resume", StopEndpoints.ResumeToolAsync).RequirePerson(Permission.ResumeAgents).Takes<ReasonBody>()
            .Refuses(404, "not_found").Refuses(409, "not_stopped").Refuses(422, "reason_missing");
        tools.MapGet("{name}/health", GuardEndpoints.HealthAsync).RequirePerson(Permission.ReadTools).Produces<GuardHealthView>().Refuses(404, "not_found");
        tools.MapPost("{name}/breaker", GuardEndpoints.SetAsync).RequirePerson(Permission.OperateTools).Takes<BreakerBody>().Produces<GuardHealthView>()
            .Refuses(404, "not_found").Refuses(422, "breaker_invalid");
        routes.MapGet("/api/v1/executions", ExecutionEndpoints.ListAsync).RequirePerson(Permission.ReadProposals).WithTags("Executions")
            .Produces<ListView<ExecutionView>>().Refuses(400, "malformed");
        routes.MapPost("/api/v1/proposals/{id}/resolve", ExecutionEndpoints.ResolveAsync).RequirePerson(Permission.ResolveOutcomes).WithTags("Executions")
            .Takes<ResolveBody>().Produces<ProposalView>().Refuses(403, "not_your_agent").Refuses(404, "not_found").Refuses(409, "not_unknown").Refuses(422, "resolution_invalid");
        return routes;
    }
}
