using Microsoft.AspNetCore.Authorization;

namespace AgentConsole.Web.Access;

/// <summary>Agents and people get through; the endpoint tells them apart.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireCallerAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new CallerRequirement(CallerKind.Either, null)];
}
