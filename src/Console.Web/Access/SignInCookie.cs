using System.Security.Claims;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.Identity;

namespace AgentConsole.Web.Access;

/// <summary>What the sign-in cookie holds: who, since when, and the stamp that a change of credentials makes worthless.</summary>
internal static class SignInCookie
{
    public static ClaimsPrincipal PrincipalOf(PersonStanding person, DateTimeOffset since)
    {
        var claims = CallerClaims.OfPerson(person.ToCaller());
        claims.Add(new(CallerClaims.Stamp, person.SecurityStamp));
        claims.Add(CallerClaims.At(CallerClaims.SignedInAt, since));
        return new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }
}
