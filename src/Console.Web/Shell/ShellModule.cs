using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AgentConsole.Web.Shell;

/// <summary>The door of the frame that every page stands in.</summary>
public static class ShellModule
{
    /// <summary>The server says something at least this often, so that the browser notices a dead line soon.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(4);

    /// <summary>A browser lets a page in the background speak once a minute; that is not a reason to hang up.</summary>
    private static readonly TimeSpan BackgroundSilence = TimeSpan.FromSeconds(75);

    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddOptions<ShellOptions>().BindConfiguration(ShellOptions.Section);
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            hub.KeepAliveInterval = KeepAlive;
            hub.ClientTimeoutInterval = BackgroundSilence;
        });
        services.AddSignalR();
        services.AddSingleton<LiveConnections>();
        services.AddHostedService<LiveBroadcaster>();
        services.AddScoped<CircuitLink>();
        services.AddScoped<Toasts>();
        services.AddScoped<Drafts>();
        services.AddScoped<CircuitHandler>(scope => scope.GetRequiredService<CircuitLink>());
        services.AddCascadingAuthenticationState();
        return services;
    }

    public static IApplicationBuilder UseShell(this IApplicationBuilder app) => app.UseSecurityHeaders().UseStatusCodePages(PageAnswers.OfStatusAsync);

    public static IEndpointRouteBuilder MapShell(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapGet(Links.Home, () => Results.Redirect(Links.Queue)).ExcludeFromDescription();
        routes.MapGet(Links.Jump, (string? q, HttpContext context) =>
            Results.Redirect(JumpTarget.Of(q, Rooms.OpenTo(context.User.CallerOf())) ?? Links.Queue)).ExcludeFromDescription();
        routes.MapHub<LiveHub>(Links.LiveHub, options => options.CloseOnAuthenticationExpiration = true);
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return routes;
    }
}
