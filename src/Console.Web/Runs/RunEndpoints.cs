using AgentConsole.Domain;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Runs;

/// <summary>What an agent tells the console of its runs: that one begins, what it reads, how it ends.</summary>
internal static class RunEndpoints
{
    public static async Task<IResult> StartAsync(HttpContext context, StartRunHandler handler, RunMomentsDesk moments, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, RunLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (RunRequests.Start(body.RootElement, context.AgentCaller(), out var faults) is not { } command) return Malformed(faults);
            var outcome = await handler.HandleAsync(command, cancellation);
            if (outcome is StartRunOutcome.Started { Run: var begun }) await moments.StartedAsync(begun, cancellation);
            return outcome switch
            {
                StartRunOutcome.Started { IsRepeat: false } started => TypedResults.Created((string?)null, RunView.Of(started.Run)),
                StartRunOutcome.Started repeated => TypedResults.Ok(RunView.Of(repeated.Run)),
                StartRunOutcome.Differs => Problems.Of(StatusCodes.Status409Conflict, "run_started", "This run was started before, with something else."),
                StartRunOutcome.Ended => Problems.Of(StatusCodes.Status409Conflict, "run_ended", "This run is over; what begins now has another name."),
                StartRunOutcome.Full => TooMuch(),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    public static async Task<IResult> EndAsync(HttpContext context, string id, EndRunHandler handler, RunMomentsDesk moments, CancellationToken cancellation)
    {
        if (RunPath.NameIn(id) is not { } run) return Problems.NotFound("run");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, RunLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (RunRequests.End(body.RootElement, context.AgentCaller(), run, out var faults) is not { } command) return Malformed(faults);
            var outcome = await handler.HandleAsync(command, cancellation);
            if (outcome is EndRunOutcome.Ended { Run: var over }) await moments.EndedAsync(over, cancellation);
            return outcome switch
            {
                EndRunOutcome.Ended ended => TypedResults.Ok(RunView.Of(ended.Run)),
                EndRunOutcome.Differs before => Problems.Of(StatusCodes.Status409Conflict, "run_ended", $"This run ended before, in another way: {before.Outcome}."),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    public static async Task<IResult> ObserveAsync(HttpContext context, string id, ObserveHandler handler, CancellationToken cancellation)
    {
        if (RunPath.NameIn(id) is not { } run) return Problems.NotFound("run");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, RunLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (RunRequests.Observation(body.RootElement, context.AgentCaller(), run, out var faults) is not { } command) return Malformed(faults);
            return await handler.HandleAsync(command, cancellation) switch
            {
                ObserveOutcome.Kept { IsRepeat: false } kept => TypedResults.Created((string?)null, ObservationView.Of(run, kept.Reading)),
                ObserveOutcome.Kept repeated => TypedResults.Ok(ObservationView.Of(run, repeated.Reading)),
                ObserveOutcome.Ended => Problems.Of(StatusCodes.Status409Conflict, "run_ended", "This run is over; what is read now belongs to another."),
                ObserveOutcome.Full => TooMuch(),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    private static ProblemHttpResult Malformed(IReadOnlyList<Fault> faults) =>
        Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "What was said of the run cannot be read.", faults);

    private static ProblemHttpResult TooMuch() => Problems.Of(StatusCodes.Status409Conflict, "run_full",
        $"A run may read {RunLimits.ReadingsMax} texts, and not without end. What is not taken in counts as seen nowhere.");
}
