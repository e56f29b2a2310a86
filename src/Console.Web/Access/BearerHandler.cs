using System.Text.Encodings.Web;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AgentConsole.Web.Access;

/// <summary>Reads an agent's key or a person's token from the Authorization header, and from nowhere else: addresses end up in logs.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, BearerCheck check)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Mark = "Bearer ";

    public static bool IsPresented(HttpContext context) => context.Request.Headers.Authorization.Count > 0;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers.Authorization;
        if (headers is not [{ } header] || !header.StartsWith(Mark, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();

        return await check.CheckAsync(header[Mark.Length..].Trim(), Context.RequestAborted) switch
        {
            BearerOutcome.Accepted accepted => AuthenticateResult.Success(
                // The end goes along, so that a connection that stays open ends with what opened it.
                new(CallerClaims.OfBearer(accepted), new() { ExpiresUtc = accepted.EndsAt }, ConsoleSchemes.Bearer)),
            BearerOutcome.Refused refused => AuthenticateResult.Fail(Sentence(refused.Why)),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = ConsoleSchemes.Bearer;
        var why = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        await AccessProblems.Unauthenticated(why).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessProblems.Forbidden(Context).ExecuteAsync(Context);

    private static string Sentence(BearerRefusal why) => why switch
    {
        BearerRefusal.Unknown => "This is no key or token of this console.",
        BearerRefusal.Expired => "This key or token has expired.",
        BearerRefusal.Revoked => "This key or token was revoked.",
        BearerRefusal.Disabled => "Whom this key or token stands for is disabled.",
    };
}
