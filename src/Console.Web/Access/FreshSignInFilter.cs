using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>
/// Lets through only who signed in with a browser a moment ago: a token lies in files and scripts, and must not be enough to take
/// over somebody's account.
/// </summary>
internal sealed class FreshSignInFilter(SignInStanding standing) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        standing.IsFresh(context.HttpContext.User) ? await next(context) : AccessProblems.Of(AccessRefusal.FreshSignInNeeded);
}
