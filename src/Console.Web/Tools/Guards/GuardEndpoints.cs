using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Tools.Guards;

/// <summary>How tools stand behind their breakers and limits, over HTTP.</summary>
internal static class GuardEndpoints
{
    private const int BodyBytesMax = 16 * 1024;

    public static async Task<IResult> HealthAsync(string name, GuardQuery query, CancellationToken cancellation) =>
        await query.OfAsync(PathName.Of(name), cancellation) is { } health ? TypedResults.Ok(GuardHealthView.Of(PathName.Of(name), health)) : Problems.NotFound("tool");

    public static async Task<IResult> SetAsync(HttpContext context, string name, SetBreakerHandler handler, GuardQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var environment = members.Text("environment", AccessLimits.EnvironmentLengthMax, isRequired: true);
            var state = members.Named<BreakerState>("state", isRequired: true);
            var reason = members.Text("reason", GuardLimits.ReasonLengthMax, isRequired: true);
            if (state == BreakerState.HalfOpen) members.Wrong("state", "must be open or closed");
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "breaker_invalid", "Say where, open or closed, and why.", members.Faults);

            var tool = PathName.Of(name);
            var outcome = await handler.HandleAsync(new(context.Caller(), tool, environment!, state == BreakerState.Open, reason!), cancellation);
            return outcome switch
            {
                SetBreakerOutcome.Set or SetBreakerOutcome.Unchanged => await HealthAsync(name, query, cancellation),
                SetBreakerOutcome.Unknown => Problems.NotFound("tool"),
                SetBreakerOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "breaker_invalid",
                    "Say where, open or closed, and why.", malformed.Faults),
                SetBreakerOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            };
        }
    }
}
