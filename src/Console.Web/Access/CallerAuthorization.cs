using Microsoft.AspNetCore.Authorization;

namespace AgentConsole.Web.Access;

/// <summary>Asks the caller behind the principal, not the principal's claims one by one.</summary>
internal sealed class CallerAuthorization : AuthorizationHandler<CallerRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CallerRequirement requirement)
    {
        if (requirement.IsMetBy(context.User.CallerOf())) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
