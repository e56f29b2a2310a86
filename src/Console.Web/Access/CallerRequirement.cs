using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace AgentConsole.Web.Access;

/// <summary>What an endpoint wants of its caller. Stands in the endpoint's metadata, so that the route table tells it.</summary>
internal sealed record CallerRequirement(CallerKind Kind, Permission? Permission) : IAuthorizationRequirement
{
    public bool IsMetBy(Caller? caller) => (Kind, caller) switch
    {
        (CallerKind.Agent, Caller.Agent) or (CallerKind.Either, Caller.Agent) => true,
        (CallerKind.Person or CallerKind.Either, Caller.Person person) => Permission is not { } permission || person.May(permission),
        _ => false,
    };

    /// <summary>The first requirement of the endpoint that this request's caller does not meet.</summary>
    public static CallerRequirement? Missing(HttpContext context)
    {
        var caller = context.User.CallerOf();
        return context.GetEndpoint()?.Metadata.OfType<IAuthorizationRequirementData>().SelectMany(data => data.GetRequirements())
            .OfType<CallerRequirement>().FirstOrDefault(requirement => !requirement.IsMetBy(caller));
    }
}
