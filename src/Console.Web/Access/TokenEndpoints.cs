using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Access;

/// <summary>The caller's own tokens as plain resources.</summary>
internal static class TokenEndpoints
{
    private const int BodyBytesMax = 16 * 1024;

    public static async Task<IResult> ListAsync(HttpContext context, TokenQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.PageAsync(context.PersonCaller().Id, position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(TokenView.Of), page.Next?.ToString()));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string id, TokenQuery query, CancellationToken cancellation) =>
        AccessTokenId.TryParse(id, out var token)
        && await query.FindAsync(context.PersonCaller().Id, token, cancellation) is { } row
            ? TypedResults.Ok(TokenView.Of(row))
            : Problems.NotFound("token");

    public static async Task<IResult> IssueAsync(HttpContext context, IssueTokenHandler handler, TimeProvider clock, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var name = members.Text("name", AccessLimits.TokenNameLengthMax, isRequired: true);
            var days = members.Number("expires_in_days", 1, AccessLimits.TokenLifetimeDaysMax) ?? AccessLimits.TokenLifetimeDaysDefault;
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The token cannot be read.", members.Faults);

            // A token that issues others does not outlive itself through them.
            var asked = clock.Instant().AddDays(days);
            var ends = CallerClaims.EndOf(context.User) is { } own && own < asked ? own : asked;
            var caller = context.PersonCaller();
            return await handler.HandleAsync(new(caller, caller.Id, name!, ends), cancellation) switch
            {
                IssueTokenOutcome.Issued issued => TypedResults.Created(
                    $"/api/v1/tokens/{issued.Token.Id}", TokenView.Of(issued.Token) with { Token = issued.Secret.Reveal() }),
                IssueTokenOutcome.Refused refused => AccessProblems.Of(refused.Why),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    public static async Task<IResult> RevokeAsync(HttpContext context, string id, RevokeTokenHandler handler, CancellationToken cancellation) =>
        AccessTokenId.TryParse(id, out var token)
            ? PeopleEndpoints.Answer(await handler.HandleAsync(new(context.Caller(), token), cancellation))
            : Problems.NotFound("token");
}
