using AgentConsole.Domain.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
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
        services.AddSingleton<SignInCookie>();
        services.AddSingleton<SignInStanding>();
        services.AddSingleton<SignInCookieEvents>();
        services.AddSingleton<IAuthorizationHandler, CallerAuthorization>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        services.AddScoped<CurrentCaller>();
        services.AddSingleton<PeopleDesk>();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-Antiforgery-Token";
            options.Cookie.Name = "agentconsole.antiforgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        // A set-up link carries its code in the address, which the host would log at every start of a request.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));

        // INVARIANT: whatever does not say who may call it is for signed-in people only.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(ConsoleSchemes.Any)
            .AddRequirements(new CallerRequirement(CallerKind.Person, null)).Build());
        AddSchemes(services.AddAuthentication(ConsoleSchemes.Any));
        return services;
    }

    /// <summary>Who calls, whether they may, and whether our own page sent the form; after routing.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.Use(NotKept).UseAuthentication().UseAuthorization().UseAntiforgery();

    // What was answered about access or state lies in no cache, the browser's included.
    private static Task NotKept(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && !context.Request.Path.StartsWithSegments(Links.Account, StringComparison.Ordinal)
            && !context.Request.Path.StartsWithSegments(Links.People, StringComparison.Ordinal)) return next(context);

        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AntiforgeryPath, (HttpContext context, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(context);
            return TypedResults.Ok(new { header = tokens.HeaderName, token = tokens.RequestToken });
        }).RequirePerson().WithTags("Access");

        routes.MapPost(Links.SignOut, async (HttpContext context) =>
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            return TypedResults.LocalRedirect(Links.SignIn);
        }).RequirePerson().ExcludeFromDescription();

        var people = routes.MapGroup("/api/v1/users").WithTags("People");
        people.MapGet("", PeopleEndpoints.ListAsync).RequirePerson(Permission.ReadPeople).Produces<ListView<PersonView>>().Refuses(400, "malformed");
        people.MapPost("", PeopleEndpoints.AddAsync).RequirePerson(Permission.ManagePeople)
            .Takes<AccessBodies.NewPersonBody>().Produces<PersonView>(StatusCodes.Status201Created).RefusesAccess();
        people.MapGet("{id}", PeopleEndpoints.GetAsync).RequirePerson(Permission.ReadPeople).Produces<PersonView>().Refuses(404, "not_found");
        people.MapPut("{id}", PeopleEndpoints.ChangeAsync).RequirePerson(Permission.ManagePeople)
            .Takes<AccessBodies.PersonChangeBody>().Produces<PersonView>().RefusesAccess();
        people.MapDelete("{id}", PeopleEndpoints.DisableAsync).RequirePerson(Permission.ManagePeople).Produces(StatusCodes.Status204NoContent).RefusesAccess();
        people.MapPost("{id}/password-link", PeopleEndpoints.LinkAsync).RequirePerson(Permission.ManagePeople).AddEndpointFilter<FreshSignInFilter>().RefusesAccess();
        people.MapDelete("{id}/second-factor", PeopleEndpoints.TurnSecondFactorOffAsync).RequirePerson(Permission.ManagePeople)
            .AddEndpointFilter<FreshSignInFilter>().Produces(StatusCodes.Status204NoContent).RefusesAccess();

        var tokens = routes.MapGroup("/api/v1/tokens").WithTags("Tokens");
        tokens.MapGet("", TokenEndpoints.ListAsync).RequirePerson().Produces<ListView<TokenView>>().Refuses(400, "malformed");
        tokens.MapPost("", TokenEndpoints.IssueAsync).RequirePerson()
            .Takes<AccessBodies.NewTokenBody>().Produces<TokenView>(StatusCodes.Status201Created).RefusesAccess();
        tokens.MapGet("{id}", TokenEndpoints.GetAsync).RequirePerson().Produces<TokenView>().Refuses(404, "not_found");
        tokens.MapDelete("{id}", TokenEndpoints.RevokeAsync).RequirePerson().Produces(StatusCodes.Status204NoContent).RefusesAccess();

        var keys = routes.MapGroup("/api/v1/agents/{name}/keys").WithTags("Agents");
        keys.MapGet("", AgentKeyEndpoints.ListAsync).RequirePerson(Permission.ReadAgents).Produces<ListView<AgentKeyView>>().Refuses(400, "malformed");
        keys.MapPost("", AgentKeyEndpoints.IssueAsync).RequirePerson(Permission.IssueAgentKeys)
            .Takes<AccessBodies.NewKeyBody>().Produces<AgentKeyView>(StatusCodes.Status201Created).RefusesAccess();
        keys.MapGet("{id}", AgentKeyEndpoints.GetAsync).RequirePerson(Permission.ReadAgents).Produces<AgentKeyView>().Refuses(404, "not_found");
        keys.MapDelete("{id}", AgentKeyEndpoints.RevokeAsync).RequirePerson(Permission.RevokeAgentKeys)
            .Produces(StatusCodes.Status204NoContent).RefusesAccess();
        return routes;
    }

    private static void AddSchemes(AuthenticationBuilder authentication)
    {
        authentication.AddPolicyScheme(ConsoleSchemes.Any, null, options => options.ForwardDefaultSelector = context =>
            BearerHandler.IsPresented(context) ? ConsoleSchemes.Bearer : IdentityConstants.ApplicationScheme);
        authentication.AddScheme<AuthenticationSchemeOptions, BearerHandler>(ConsoleSchemes.Bearer, null);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            Harden(options, "agentconsole.session");
            options.ExpireTimeSpan = AccessLimits.SignInIdleMax;
            options.SlidingExpiration = true;
            options.LoginPath = Links.SignIn;
            options.AccessDeniedPath = Links.Denied;
            options.ReturnUrlParameter = Links.ReturnParameter;
            options.EventsType = typeof(SignInCookieEvents);
        });
        authentication.AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
        {
            Harden(options, "agentconsole.second-step");
            options.ExpireTimeSpan = AccessLimits.SecondStepMax;
            options.SlidingExpiration = false;
        });
    }

    private static void Harden(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.CookieManager = new HostCookies();
    }
}
