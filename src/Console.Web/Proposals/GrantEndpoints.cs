using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Proposals;

/// <summary>What a tool's server says to the console: the grant itself is the leave to ask.</summary>
internal static class GrantEndpoints
{
    private const int TokenLengthMax = 8_192;

    public static async Task<IResult> RedeemAsync(HttpContext context, RedeemGrantHandler handler, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ProposalLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var token = members.Text("grant", TokenLengthMax, isRequired: true);
            var args = members.Element("args", JsonValueKind.Object, isRequired: true);
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The redemption cannot be read.", members.Faults);

            string digest;
            try
            {
                digest = Digest.Of(args!.Value);
            }
            catch (NotCanonicalException fault)
            {
                return Problems.Of(StatusCodes.Status422UnprocessableEntity, "args_differ", $"The arguments have no canonical form: {fault.Message}.");
            }

            return Answer(context, await handler.HandleAsync(token!, digest, cancellation));
        }
    }

    /// <summary>The keys that verify grants offline (RFC 7517); retired ones stay until their last grant has expired.</summary>
    public static async Task<IResult> JwksAsync(HttpContext context, SigningKeys keys, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        var published = await keys.PublicKeysAsync(SigningPurpose.Grant, cancellation);
        return TypedResults.Ok(new
        {
            keys = published.Select(key => new
            {
                kty = "EC",
                crv = "P-256",
                x = Base64Url.EncodeToString(key.PublicX),
                y = Base64Url.EncodeToString(key.PublicY),
                kid = key.Kid,
                use = "sig",
                alg = "ES256",
            }),
        });
    }

    /// <summary>Grants that were taken back, for verifiers that do not redeem; an id by itself opens nothing.</summary>
    public static async Task<IResult> RevokedAsync(RevokedGrantQuery query, string? since, string? cursor, string? limit, CancellationToken cancellation)
    {
        DateTimeOffset? from = null;
        if (since is not null)
        {
            if (!DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
                return RequestBody.Malformed("", "since must be a time as RFC 3339 writes it.");
            from = instant;
        }

        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.PageAsync(from, position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(RevokedGrantView.Of), page.Next?.ToString()));
    }

    private static IResult Answer(HttpContext context, RedeemGrantOutcome outcome) => outcome switch
    {
        RedeemGrantOutcome.Redeemed redeemed => TypedResults.Ok(new
        {
            grant_id = redeemed.Grant.ToString(),
            proposal_id = redeemed.Proposal.Id.ToString(),
            agent = redeemed.Proposal.Agent,
            environment = redeemed.Proposal.Environment,
            tool = redeemed.Proposal.Tool,
            digest = redeemed.Proposal.Digest,
        }),
        RedeemGrantOutcome.NotAGrant => Problems.Of(StatusCodes.Status401Unauthorized, "grant_invalid", "This is no grant of this console."),
        RedeemGrantOutcome.Used used => Problems.Of(StatusCodes.Status409Conflict, "grant_used", $"The grant was used at {used.At:O}."),
        RedeemGrantOutcome.Gone gone => Problems.Of(StatusCodes.Status410Gone, gone.Code, gone.Reason),
        RedeemGrantOutcome.TryLater later => Problems.TryLater(context, StatusCodes.Status503ServiceUnavailable, later.Code, later.Reason, later.RetryAfterSeconds),
        RedeemGrantOutcome.OtherArguments other => Problems.Of(StatusCodes.Status422UnprocessableEntity, "args_differ",
            $"The grant is for arguments with the digest {other.ExpectedDigest}."),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
