using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgentConsole.Web.Tests.Access;

/// <summary>What a circuit goes on believing of the person who began it, whatever has happened to that person since.</summary>
internal sealed class SignedInState(PersonStanding person, DateTimeOffset since) : AuthenticationStateProvider
{
    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(new AuthenticationState(SignInCookie.PrincipalOf(person, since, hasSecondFactor: false)));
}
