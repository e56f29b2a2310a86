using System.Security.Cryptography;
using System.Text;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Policies;

/// <summary>Lets through who presents the token that is configured for OPA; nobody where none is.</summary>
internal sealed class OpaTokenFilter(OpaOptions options) : IEndpointFilter
{
    private const string Mark = "Bearer ";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.Authorization is [{ } header] && header.StartsWith(Mark, StringComparison.OrdinalIgnoreCase) && IsIt(header[Mark.Length..].Trim()))
            return next(context);

        http.Response.Headers.WWWAuthenticate = ConsoleSchemes.Bearer;
        return ValueTask.FromResult<object?>(AccessProblems.Unauthenticated("This is not the token that is configured for OPA."));
    }

    // Compared as digests, which are equally long whatever was presented.
    private bool IsIt(string presented) => options.BearerToken.Length > 0 && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(options.BearerToken)));
}
