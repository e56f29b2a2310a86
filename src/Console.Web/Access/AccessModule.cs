using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace AgentConsole.Web.Access;

/// <summary>The door of sign-in, keys and tokens on the wire.</summary>
public static class AccessModule
{
    /// <summary>Where a page's script finds the header's name and the token for calls with the cookie.</summary>
    private const string AntiforgeryPath = "/api/v1/antiforgery";

    public static IServiceCollection AddAccessWeb(this IServiceCollection services)
    {
        services.AddSingleton<SignInCookieEvents>();
        services.AddSingleton<IAuthorizationHandler, CallerAuthorization>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        services.AddScoped<CurrentCaller>();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-Antiforgery-Token";
            options.Cookie.Name = "agentconsole.antiforgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        // INVARIANT: whatever does not say who may call it is for signed-in people only.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(ConsoleSchemes.Any)
            .AddRequirements(new CallerRequirement(CallerKind.Person, null)).Build());
        AddSchemes(services.AddAuthentication(ConsoleSchemes.Any));
        return services;
    }

    /// <summary>Who calls, whether they may, and whether our own page sent the form; after routing.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseAuthentication().UseAuthorization().UseAntiforgery();

    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AntiforgeryPath, (HttpContext context, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(context);
            return TypedResults.Ok(new { header = tokens.HeaderName, token = tokens.RequestToken });
        }).RequirePerson().WithTags("Access");
        return routes;
    }

    private static void AddSchemes(AuthenticationBuilder authentication)
    {
        authentication.AddPolicyScheme(ConsoleSchemes.Any, null, options => options.ForwardDefaultSelector = context =>
            BearerHandler.IsPresented(context) ? ConsoleSchemes.Bearer : IdentityConstants.ApplicationScheme);
        authentication.AddScheme<AuthenticationSchemeOptions, BearerHandler>(ConsoleSchemes.Bearer, null);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = "agentconsole.session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.Path = "/";
            options.CookieManager = new HostCookies();
            options.ExpireTimeSpan = AccessLimits.SignInIdleMax;
            options.SlidingExpiration = true;
            options.LoginPath = AccessPaths.SignIn;
            options.AccessDeniedPath = AccessPaths.Denied;
            options.ReturnUrlParameter = AccessPaths.ReturnParameter;
            options.EventsType = typeof(SignInCookieEvents);
        });
    }
}
