using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Agents;

namespace AgentConsole.Web.Tools;

/// <summary>The door of the Tools room on the wire.</summary>
public static class ToolsModule
{
    public static IEndpointRouteBuilder MapTools(this IEndpointRouteBuilder routes)
    {
        var tools = routes.MapGroup("/api/v1/tools").WithTags("Tools");
        tools.MapGet("", ToolEndpoints.ListAsync).RequirePerson(Permission.ReadTools);
        tools.MapPost("", ToolEndpoints.CreateAsync).RequirePerson(Permission.ManageTools);
        tools.MapGet("{name}", ToolEndpoints.GetAsync).RequirePerson(Permission.ReadTools);
        tools.MapPut("{name}", ToolEndpoints.ReplaceAsync).RequirePerson(Permission.ManageTools);
        tools.MapDelete("{name}", ToolEndpoints.RetireAsync).RequirePerson(Permission.ManageTools);
        tools.MapPost("{name}/stop", StopEndpoints.StopToolAsync).RequirePerson(Permission.StopAgents);
        tools.MapPost("{name}/resume", StopEndpoints.ResumeToolAsync).RequirePerson(Permission.ResumeAgents);
        return routes;
    }
}
