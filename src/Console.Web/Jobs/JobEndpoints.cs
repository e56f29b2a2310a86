using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.Acts;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Jobs;

/// <summary>The jobs of the console over HTTP: what they are for, what they did, and the three things that can be done to one.</summary>
internal static class JobEndpoints
{
    public static async Task<IResult> ListAsync(JobsQuery query, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.ListAsync(cancellation)).Select(JobView.Of)));

    public static async Task<IResult> GetAsync(string name, JobsQuery query, CancellationToken cancellation) =>
        await query.FindAsync(name, cancellation) is { } row ? TypedResults.Ok(JobView.Of(row)) : Problems.NotFound("job");

    public static async Task<IResult> RunsAsync(string name, JobsQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!query.Knows(name)) return Problems.NotFound("job");
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.RunsAsync(name, position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(JobRunView.Of), page.Next?.ToString()));
    }

    public static Task<IResult> RunAsync(HttpContext context, string name, ActOnJobHandler handler, JobsQuery query, CancellationToken cancellation) =>
        ActAsync(new(context.Caller(), name, JobVerb.Run), handler, query, cancellation);

    public static Task<IResult> PauseAsync(HttpContext context, string name, ActOnJobHandler handler, JobsQuery query, CancellationToken cancellation) =>
        ActAsync(new(context.Caller(), name, JobVerb.Pause), handler, query, cancellation);

    public static Task<IResult> ResumeAsync(HttpContext context, string name, ActOnJobHandler handler, JobsQuery query, CancellationToken cancellation) =>
        ActAsync(new(context.Caller(), name, JobVerb.Resume), handler, query, cancellation);

    private static async Task<IResult> ActAsync(ActOnJob command, ActOnJobHandler handler, JobsQuery query, CancellationToken cancellation)
    {
        var outcome = await handler.HandleAsync(command, cancellation);
        return outcome switch
        {
            ActOnJobOutcome.Ordered => TypedResults.Accepted($"/api/v1/jobs/{command.Job}", JobView.Of((await query.FindAsync(command.Job, cancellation))!)),
            ActOnJobOutcome.Paused or ActOnJobOutcome.Resumed => TypedResults.Ok(JobView.Of((await query.FindAsync(command.Job, cancellation))!)),
            ActOnJobOutcome.Unknown => Problems.NotFound("job"),
            ActOnJobOutcome.Running running => Problems.Of(StatusCodes.Status409Conflict, "job_running", JobWords.Sentence(outcome),
                new Dictionary<string, object?> { ["since"] = running.Since }),
            ActOnJobOutcome.AlreadyPaused already => Problems.Of(StatusCodes.Status409Conflict, "already_paused", JobWords.Sentence(outcome),
                new Dictionary<string, object?> { ["by"] = already.By, ["at"] = already.At }),
            ActOnJobOutcome.NotPaused => Problems.Of(StatusCodes.Status409Conflict, "not_paused", JobWords.Sentence(outcome)),
            ActOnJobOutcome.BySchedule => Problems.Of(StatusCodes.Status409Conflict, "job_by_schedule", JobWords.Sentence(outcome)),
            ActOnJobOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }
}
