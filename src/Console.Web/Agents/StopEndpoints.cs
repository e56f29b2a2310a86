using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Agents;

/// <summary>The stop switch over HTTP.</summary>
internal static class StopEndpoints
{
    public static async Task<IResult> ListAsync(StopQuery query, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.WithUnconfirmedAsync(cancellation)).Select(one => StopViews.Of(one.Stop, one.Unconfirmed))));

    public static async Task<IResult> DrillsAsync(StopQuery query, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.DrillsAsync(cancellation)).Select(row => StopViews.Of(row.Drill, row.By))));

    public static Task<IResult> DrillAgentAsync(HttpContext context, string id, DrillHandler handler, CancellationToken cancellation) =>
        DrillAsync(context, StopTarget.Agent(id), handler, cancellation);

    public static Task<IResult> DrillToolAsync(HttpContext context, string name, DrillHandler handler, CancellationToken cancellation) =>
        DrillAsync(context, StopTarget.Tool(PathName.Of(name)), handler, cancellation);

    public static Task<IResult> DrillEverythingAsync(HttpContext context, DrillHandler handler, CancellationToken cancellation) =>
        DrillAsync(context, StopTarget.Everything, handler, cancellation);

    private static async Task<IResult> DrillAsync(HttpContext context, StopTarget target, DrillHandler handler, CancellationToken cancellation) =>
        await handler.HandleAsync(new(context.Caller(), target), cancellation) switch
        {
            DrillOutcome.Drilled drilled => TypedResults.Ok(StopViews.Of(drilled.Drill, null)),
            DrillOutcome.AlreadyStopped => Problems.Of(StatusCodes.Status409Conflict, "already_stopped", "It is stopped: no drill is needed."),
            DrillOutcome.Unknown => Problems.NotFound("agent or tool"),
            DrillOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

    public static Task<IResult> StopAgentAsync(HttpContext context, string id, StopHandler handler, CancellationToken cancellation) =>
        StopAsync(context, StopTarget.Agent(id), handler, cancellation);

    public static Task<IResult> StopToolAsync(HttpContext context, string name, StopHandler handler, CancellationToken cancellation) =>
        StopAsync(context, StopTarget.Tool(PathName.Of(name)), handler, cancellation);

    public static Task<IResult> StopEverythingAsync(HttpContext context, StopHandler handler, CancellationToken cancellation) =>
        StopAsync(context, StopTarget.Everything, handler, cancellation);

    public static Task<IResult> ResumeAgentAsync(HttpContext context, string id, ResumeHandler handler, CancellationToken cancellation) =>
        ResumeAsync(context, StopTarget.Agent(id), handler, cancellation);

    public static Task<IResult> ResumeToolAsync(HttpContext context, string name, ResumeHandler handler, CancellationToken cancellation) =>
        ResumeAsync(context, StopTarget.Tool(PathName.Of(name)), handler, cancellation);

    public static Task<IResult> ResumeEverythingAsync(HttpContext context, ResumeHandler handler, CancellationToken cancellation) =>
        ResumeAsync(context, StopTarget.Everything, handler, cancellation);

    private static async Task<IResult> StopAsync(HttpContext context, StopTarget target, StopHandler handler, CancellationToken cancellation)
    {
        var (reason, refusal) = await ReasonAsync(context, cancellation);
        return refusal ?? Answer(await handler.HandleAsync(new(context.Caller(), target, reason), cancellation));
    }

    private static async Task<IResult> ResumeAsync(HttpContext context, StopTarget target, ResumeHandler handler, CancellationToken cancellation)
    {
        var (reason, refusal) = await ReasonAsync(context, cancellation);
        return refusal ?? Answer(await handler.HandleAsync(new(context.Caller(), target, reason), cancellation));
    }

    private static async Task<(string Reason, IResult? Refusal)> ReasonAsync(HttpContext context, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, AgentLimits.ReasonBytesMax, cancellation);
        if (body is null) return ("", unreadable);
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var reason = members.Text("reason", AgentLimits.ReasonLengthMax, isRequired: true);
            return members.Faults.Count == 0
                ? (reason!, null)
                : ("", Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "reason_missing", "Say why.", members.Faults));
        }
    }

    private static IResult Answer(StopOutcome outcome) => outcome switch
    {
        StopOutcome.Stopped stopped => TypedResults.Ok(new
        {
            state = "stopped",
            at = stopped.At,
            frozen = stopped.Report.Frozen,
            revoked = stopped.Report.Revoked,
            unconfirmed = stopped.Report.Running,
            unreached = stopped.Report.Unreached,
            schedules = stopped.Report.Schedules,
        }),
        StopOutcome.AlreadyStopped already => TypedResults.Ok(new
        {
            state = "already_stopped",
            by = already.By,
            at = already.At,
            reason = already.Reason,
            frozen = already.Report.Frozen,
            revoked = already.Report.Revoked,
            unconfirmed = already.Report.Running,
            unreached = already.Report.Unreached,
            schedules = already.Report.Schedules,
        }),
        StopOutcome.Resumed resumed => TypedResults.Ok(new { state = "resumed", thawed = resumed.Thawed, still_frozen = resumed.StillStopped }),
        StopOutcome.NotStopped => Problems.Of(StatusCodes.Status409Conflict, "not_stopped", "No stop of this reach is in force."),
        StopOutcome.Unknown => Problems.NotFound("agent or tool"),
        StopOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "reason_missing", "Say why.", malformed.Faults),
        StopOutcome.NotYourAgent => AccessProblems.NotYourAgent(),
        StopOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
