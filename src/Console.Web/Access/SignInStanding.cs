using System.Security.Claims;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>
/// Whether what somebody proved once still stands: not disabled, the same credentials, not too long ago. Asked on every call,
/// before every reading of an open page, and of whoever listens.
/// </summary>
public sealed class SignInStanding(Standings standings, TimeProvider clock)
{
    /// <summary>The person as of now; null where the sign-in or the token is over.</summary>
    public async ValueTask<PersonStanding?> OfAsync(ClaimsPrincipal principal, CancellationToken cancellation) =>
        IdOf(principal) is { } id ? Judge(principal, await standings.OfPersonAsync(id, cancellation)) : null;

    /// <summary>The same without believing anything read before: what stays open hears of a change at the moment it happens.</summary>
    public async ValueTask<PersonStanding?> ReadAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        if (IdOf(principal) is not { } id || Judge(principal, await standings.ReadPersonAsync(id, cancellation)) is not { } person) return null;
        return principal.TokenOf() is not { } token || await standings.IsInForceAsync(token, cancellation) ? person : null;
    }

    /// <summary>Whether somebody signed in with a browser a moment ago, for what is worth asking again; a token never does.</summary>
    public bool IsFresh(ClaimsPrincipal principal) =>
        CallerClaims.InstantOf(principal, CallerClaims.SignedInAt) is { } since && clock.GetUtcNow() - since <= AccessLimits.FreshSignInMax;

    private PersonStanding? Judge(ClaimsPrincipal principal, PersonStanding? person)
    {
        if (person is not { IsDisabled: false }) return null;
        if (principal.TokenOf() is not null) return CallerClaims.EndOf(principal) > clock.GetUtcNow() ? person : null;
        return CallerClaims.InstantOf(principal, CallerClaims.SignedInAt) is { } since
            && clock.GetUtcNow() - since <= AccessLimits.SignInAgeMax
            && person.SecurityStamp == principal.FindFirstValue(CallerClaims.Stamp)
                ? person
                : null;
    }

    private static PersonId? IdOf(ClaimsPrincipal principal) => (principal.CallerOf() as Caller.Person)?.Id;
}
