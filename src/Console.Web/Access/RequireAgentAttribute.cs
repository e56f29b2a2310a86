using Microsoft.AspNetCore.Authorization;

namespace AgentConsole.Web.Access;

/// <summary>Only an agent's key gets through.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireAgentAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new CallerRequirement(CallerKind.Agent, null)];
}
