using System.Globalization;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Reviews;

/// <summary>Deciding for somebody who is away, over HTTP.</summary>
internal static class DelegationEndpoints
{
    private const int BodyBytesMax = 4096;
    private const int AddressLengthMax = 320;
    private const int TimeLengthMax = 40;

    public static async Task<IResult> ListAsync(HttpContext context, DelegationQuery query, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.OfAsync(context.PersonCaller(), cancellation)).Select(DelegationView.Of), null));

    public static async Task<IResult> BeginAsync(HttpContext context, DelegationHandler handler, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var to = members.Text("to", AddressLengthMax, isRequired: true);
            var until = members.Text("until", TimeLengthMax, isRequired: true);
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The delegation cannot be read.", members.Faults);
            if (!DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end))
                return RequestBody.Malformed("/until", "A time as RFC 3339 writes it.");

            return await handler.BeginAsync(context.Caller(), to!, end, cancellation) switch
            {
                DelegationOutcome.Begun begun => TypedResults.Created("/api/v1/delegations", DelegationView.Of(begun.Delegation)),
                DelegationOutcome.NotAReviewer => Problems.Of(StatusCodes.Status422UnprocessableEntity, "delegate_unknown", "Nobody else by that address may decide."),
                DelegationOutcome.WrongTime => Problems.Of(StatusCodes.Status422UnprocessableEntity, "delegation_time", $"It ends later than now, and within {ReviewLimits.DelegationDaysMax} days."),
                DelegationOutcome.RoleMissing => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "Only who decides can lend that right."),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    public static async Task<IResult> EndAsync(HttpContext context, string id, DelegationHandler handler, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(id, "N", out var delegation)) return Problems.NotFound("delegation");
        return await handler.EndAsync(context.Caller(), delegation, cancellation) is DelegationOutcome.Ended ? TypedResults.NoContent() : Problems.NotFound("delegation");
    }
}
