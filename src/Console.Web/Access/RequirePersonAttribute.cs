using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace AgentConsole.Web.Access;

/// <summary>Only a signed-in person or that person's token gets through, and only with the permission where one is named.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequirePersonAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    public RequirePersonAttribute() { }

    public RequirePersonAttribute(Permission permission) => Permission = permission;

    /// <summary>Null: whoever is signed in.</summary>
    public Permission? Permission { get; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new CallerRequirement(CallerKind.Person, Permission)];
}
