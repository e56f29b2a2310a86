using System.Globalization;
using System.Security.Claims;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Web.Access;

/// <summary>Callers as claims and back: the only way a command gets its caller.</summary>
public static class CallerClaims
{
    internal const string Stamp = "stamp";
    internal const string SignedInAt = "signed_in_at";
    internal const string SecondFactor = "second_factor";
    private const string Environment = "environment";
    private const string Key = "key";
    private const string Token = "token";
    private const string EndsAt = "ends_at";

    /// <summary>The caller behind a request that passed <c>RequireCaller</c> or one of its kind.</summary>
    /// <exception cref="InvalidOperationException">The endpoint asked for nobody, or a page was reached without a sign-in.</exception>
    public static Caller Caller(this HttpContext context) => CallerOf(context.User) ?? throw Nobody();

    /// <summary>The same where <c>RequireAgent</c> let only agents through.</summary>
    public static Caller.Agent AgentCaller(this HttpContext context) => CallerOf(context.User) as Caller.Agent ?? throw Nobody();

    /// <summary>The same where <c>RequirePerson</c> let only people through.</summary>
    public static Caller.Person PersonCaller(this HttpContext context) => CallerOf(context.User) as Caller.Person ?? throw Nobody();

    /// <summary>The caller that a principal stands for; null for an anonymous one.</summary>
    public static Caller? CallerOf(this ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }) return null;
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        var name = principal.FindFirstValue(ClaimTypes.Name) ?? "";
        if (PersonId.TryParse(id, out var person)) return new Caller.Person(person, name, RolesOf(principal)) { Method = MethodOf(principal) };
        return AgentKeyId.TryParse(principal.FindFirstValue(Key), out var key) && principal.FindFirstValue(Environment) is { } environment
            ? new Caller.Agent(name, environment, key)
            : null;
    }

    /// <summary>The token that a person's call came with; null for a sign-in.</summary>
    internal static AccessTokenId? TokenOf(this ClaimsPrincipal principal) =>
        AccessTokenId.TryParse(principal.FindFirstValue(Token), out var token) ? token : null;

    /// <summary>When the presented key or token itself ends; null for a sign-in.</summary>
    internal static DateTimeOffset? EndOf(ClaimsPrincipal principal) => InstantOf(principal, EndsAt);

    internal static DateTimeOffset? InstantOf(ClaimsPrincipal principal, string claim) =>
        long.TryParse(principal.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    internal static Claim At(string claim, DateTimeOffset instant) =>
        new(claim, instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    internal static ClaimsPrincipal OfBearer(BearerOutcome.Accepted accepted)
    {
        var claims = accepted.Caller switch
        {
            Domain.Access.Caller.Agent agent => OfAgent(agent),
            Domain.Access.Caller.Person person => OfPerson(person),
            _ => throw new ArgumentOutOfRangeException(nameof(accepted)),
        };
        if (accepted.Token is { } token) claims.Add(new(Token, token.ToString()));
        claims.Add(At(EndsAt, accepted.EndsAt));
        return new(new ClaimsIdentity(claims, ConsoleSchemes.Bearer));
    }

    internal static List<Claim> OfPerson(Caller.Person person) =>
    [
        new(ClaimTypes.NameIdentifier, person.Id.ToString()),
        new(ClaimTypes.Name, person.DisplayName),
        .. person.Roles.Order().Select(role => new Claim(ClaimTypes.Role, WireName.Of(role))),
    ];

    private static List<Claim> OfAgent(Caller.Agent agent) =>
    [
        new(ClaimTypes.NameIdentifier, agent.Actor),
        new(ClaimTypes.Name, agent.Name),
        new(Environment, agent.Environment),
        new(Key, agent.Key.ToString()),
    ];

    /// <summary>How a person was let in, for the grants that follow from what that person approves.</summary>
    internal static string MethodOf(ClaimsPrincipal principal) =>
        principal.Identity?.AuthenticationType == ConsoleSchemes.Bearer ? ApprovalMethod.Token
        : HasSecondFactor(principal) ? ApprovalMethod.PortalWithSecondFactor
        : ApprovalMethod.Portal;

    internal static bool HasSecondFactor(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == SecondFactor);

    private static HashSet<Role> RolesOf(ClaimsPrincipal principal)
    {
        var roles = new HashSet<Role>();
        foreach (var claim in principal.FindAll(ClaimTypes.Role))
            if (WireName.TryParse<Role>(claim.Value, out var role)) roles.Add(role);
        return roles;
    }

    private static InvalidOperationException Nobody() => new("This endpoint is reached without the kind of caller it needs.");
}
