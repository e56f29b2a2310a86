using System.Security.Claims;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgentConsole.Web.Access;

/// <summary>
/// The person in front of an interactive page, as of now: a circuit outlives the request that began it, so roles and
/// standing are asked again for every command.
/// </summary>
public sealed class CurrentCaller(AuthenticationStateProvider authentication, Standings standings, TimeProvider clock)
{
    /// <summary>Null where the sign-in no longer stands: the page then takes nothing more and asks to sign in.</summary>
    public async ValueTask<Caller.Person?> FindAsync(CancellationToken cancellation)
    {
        var principal = (await authentication.GetAuthenticationStateAsync()).User;
        if (principal.CallerOf() is not Caller.Person { Id: var id }) return null;
        if (CallerClaims.InstantOf(principal, CallerClaims.SignedInAt) is not { } since
            || clock.GetUtcNow() - since > AccessLimits.SignInAgeMax) return null;
        var person = await standings.OfPersonAsync(id, cancellation);
        return person is { IsDisabled: false } && person.SecurityStamp == principal.FindFirstValue(CallerClaims.Stamp)
            ? person.ToCaller() with { Method = CallerClaims.MethodOf(principal) }
            : null;
    }
}
