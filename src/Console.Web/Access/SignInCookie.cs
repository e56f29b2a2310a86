using System.Security.Claims;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace AgentConsole.Web.Access;

/// <summary>What the sign-in cookie holds: who, since when, and the stamp that a change of credentials makes worthless.</summary>
public sealed class SignInCookie(TimeProvider clock)
{
    /// <summary>Signs the person in on this browser; a second step that led here is over.</summary>
    public async Task GiveAsync(HttpContext context, PersonStanding person, bool hasSecondFactor)
    {
        await context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, PrincipalOf(person, clock.Instant(), hasSecondFactor));
    }

    /// <summary>Goes on with a changed standing, without pretending that anybody proved anything anew.</summary>
    public Task RenewAsync(HttpContext context, PersonStanding person) => context.SignInAsync(IdentityConstants.ApplicationScheme,
        PrincipalOf(person, CallerClaims.InstantOf(context.User, CallerClaims.SignedInAt) ?? clock.Instant(), CallerClaims.HasSecondFactor(context.User)));

    internal static ClaimsPrincipal PrincipalOf(PersonStanding person, DateTimeOffset since, bool hasSecondFactor)
    {
        var claims = CallerClaims.OfPerson(person.ToCaller());
        claims.Add(new(CallerClaims.Stamp, person.SecurityStamp));
        claims.Add(CallerClaims.At(CallerClaims.SignedInAt, since));
        if (hasSecondFactor) claims.Add(new(CallerClaims.SecondFactor, "true"));
        return new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    internal Task GiveSecondStepAsync(HttpContext context, SignInOutcome.SecondFactorNeeded needed)
    {
        Claim[] claims = [new(ClaimTypes.NameIdentifier, needed.Person.ToString()), new(CallerClaims.Stamp, needed.SecurityStamp)];
        return context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme,
            new(new ClaimsIdentity(claims, IdentityConstants.TwoFactorUserIdScheme)),
            new() { ExpiresUtc = clock.GetUtcNow() + AccessLimits.SecondStepMax });
    }

    internal static async Task<SignInOutcome.SecondFactorNeeded?> SecondStepOfAsync(HttpContext context)
    {
        var step = (await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        return PersonId.TryParse(step?.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            && step?.FindFirstValue(CallerClaims.Stamp) is { } stamp
                ? new(person, stamp)
                : null;
    }
}
