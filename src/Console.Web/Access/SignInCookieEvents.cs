using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace AgentConsole.Web.Access;

/// <summary>
/// Asks on every call whether the cookie still stands: a changed password, second factor or a disabled person ends it
/// everywhere, and roles are those of this moment, not those of the sign-in.
/// </summary>
internal sealed class SignInCookieEvents(SignInStanding standing) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var claims = context.Principal ?? new ClaimsPrincipal();
        if (await standing.OfAsync(claims, context.HttpContext.RequestAborted) is not { } person
            || CallerClaims.InstantOf(claims, CallerClaims.SignedInAt) is not { } since)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        context.ReplacePrincipal(SignInCookie.PrincipalOf(person, since, CallerClaims.HasSecondFactor(claims)));
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        AccessAnswers.IsProgram(context.HttpContext)
            ? AccessProblems.Unauthenticated(null).ExecuteAsync(context.HttpContext)
            : base.RedirectToLogin(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        AccessAnswers.IsProgram(context.HttpContext)
            ? AccessProblems.Forbidden(context.HttpContext).ExecuteAsync(context.HttpContext)
            : base.RedirectToAccessDenied(context);
}
