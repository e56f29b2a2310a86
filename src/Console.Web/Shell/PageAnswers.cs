using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Shell;

/// <summary>What is answered where there is no page, or where it broke: to people as a page, to programs as problem details.</summary>
internal static class PageAnswers
{
    private const string EnhancedNavigationHeader = "blazor-enhanced-nav";

    /// <summary>For the pipeline's status pages: only answers that have no body yet come here.</summary>
    public static Task OfStatusAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var code = context.Response.StatusCode;
        if (!AccessAnswers.IsProgram(context))
            return code == StatusCodes.Status404NotFound ? ShowAsync(context, Page<NotFoundPage>(code, IsSignedIn(context), [])) : Task.CompletedTask;

        return code switch
        {
            StatusCodes.Status404NotFound => Problems.NotFound("address").ExecuteAsync(context),
            StatusCodes.Status405MethodNotAllowed => Problems.Of(code, "method_not_allowed", "This address does not take that method.").ExecuteAsync(context),
            StatusCodes.Status415UnsupportedMediaType => Problems.Of(code, "unsupported_media_type", "The body has to be JSON.").ExecuteAsync(context),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>A page in front of the sign-in's layout: the usual frame may be what broke.</summary>
    public static Task OfFaultAsync(HttpContext context, int status, string reference) => ShowAsync(context, Page<FaultPage>(status, isFramed: false, new()
    {
        [nameof(FaultPage.Reference)] = reference,
        [nameof(FaultPage.RetryHref)] = HttpMethods.IsGet(context.Request.Method) ? context.Request.PathBase + context.Request.Path + context.Request.QueryString : null,
    }));

    // The page that was not there, or that broke, has used up the services of this request: a second document needs its own.
    private static async Task ShowAsync(HttpContext context, RazorComponentResult<App> page)
    {
        var used = context.RequestServices;
        await using var scope = used.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove(EnhancedNavigationHeader);
        try
        {
            await page.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = used;
        }
    }

    private static RazorComponentResult<App> Page<TPage>(int status, bool isFramed, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        var app = new Dictionary<string, object?>
        {
            [nameof(App.Page)] = typeof(TPage),
            [nameof(App.PageParameters)] = parameters,
            [nameof(App.PageLayout)] = isFramed ? typeof(MainLayout) : typeof(DoorLayout),
        };
        return new(app) { StatusCode = status };
    }

    private static bool IsSignedIn(HttpContext context) => context.User.Identity is { IsAuthenticated: true };
}
