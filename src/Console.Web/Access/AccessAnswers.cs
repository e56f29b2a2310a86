using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace AgentConsole.Web.Access;

/// <summary>Programs get problem details, never a page to sign in on; people are led to it.</summary>
internal sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    private static readonly PathString[] Programs = ["/api", "/v1", "/hubs", "/mcp", "/.well-known", "/openapi", "/healthz"];

    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public static bool IsProgram(HttpContext context) =>
        BearerHandler.IsPresented(context) || Programs.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal));

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !IsProgram(context)) return _usual.HandleAsync(next, context, policy, authorizeResult);
        if (authorizeResult.Forbidden) return AccessProblems.Forbidden(context).ExecuteAsync(context);
        if (BearerHandler.IsPresented(context)) return _usual.HandleAsync(next, context, policy, authorizeResult);

        context.Response.Headers.WWWAuthenticate = ConsoleSchemes.Bearer;
        return AccessProblems.Unauthenticated(null).ExecuteAsync(context);
    }
}
