using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Policies;

/// <summary>The doors for an Open Policy Agent that is fed and heard, and what operators see of it.</summary>
public static class OpaModule
{
    public static IEndpointRouteBuilder MapOpa(this IEndpointRouteBuilder routes)
    {
        var policies = routes.MapGroup("/api/v1/policies/opa").WithTags("Policies");
        policies.MapGet("", OpaEndpoints.Standing).RequirePerson(Permission.ReadPolicies).Produces<OpaView>();
        policies.MapGet("decisions", OpaEndpoints.DecisionsAsync).RequirePerson(Permission.ReadPolicies)
            .Produces<ListView<OutsideDecisionView>>().Refuses(400, "malformed");

        // OPA's protocol, not ours: it presents the one token of its section, is no caller, and is described in docs/operating/opa.md.
        var engine = routes.MapGroup("").AllowAnonymous().AddEndpointFilter<OpaTokenFilter>().ExcludeFromDescription();
        engine.MapGet("/bundles/{name}.tar.gz", OpaEndpoints.Bundle);
        foreach (var path in (string[])["/opa/logs", "/logs"]) engine.MapPost(path, OpaEndpoints.TakeLogsAsync);
        foreach (var path in (string[])["/opa/status", "/status"]) engine.MapPost(path, OpaEndpoints.TakeStatusAsync);
        return routes;
    }
}
