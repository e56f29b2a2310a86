using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgentConsole.Web.Access;

/// <summary>
/// The person in front of an interactive page, as of now: a circuit outlives the request that began it, so roles and
/// standing are asked again for every reading and every command.
/// </summary>
public sealed class CurrentCaller(AuthenticationStateProvider authentication, SignInStanding standing)
{
    /// <summary>Null where the sign-in no longer stands: the page then takes nothing more and asks to sign in.</summary>
    public async ValueTask<Caller.Person?> FindAsync(CancellationToken cancellation)
    {
        var principal = (await authentication.GetAuthenticationStateAsync()).User;
        return await standing.ReadAsync(principal, cancellation) is { } person
            ? person.ToCaller() with { Method = CallerClaims.MethodOf(principal) }
            : null;
    }

    /// <summary>Whether the person signed in a moment ago.</summary>
    public async ValueTask<bool> IsFreshAsync() => standing.IsFresh((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>Who sits there, whether or not the sign-in still stands: for hearing of the moment in which it ends.</summary>
    public async ValueTask<PersonId?> WhoAsync() =>
        ((await authentication.GetAuthenticationStateAsync()).User.CallerOf() as Caller.Person)?.Id;
}
