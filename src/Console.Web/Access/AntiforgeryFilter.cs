using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace AgentConsole.Web.Access;

/// <summary>
/// A browser sends the cookie whoever asks it to, so a call that changes something with it must also prove that our page
/// made it. A bearer secret is only ever sent on purpose.
/// </summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);
        if (isSafe || http.User.Identity?.AuthenticationType == ConsoleSchemes.Bearer) return await next(context);
        return await antiforgery.IsRequestValidAsync(http) ? await next(context) : AccessProblems.AntiforgeryRequired(options.Value.HeaderName!);
    }
}
