using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Jobs;

/// <summary>Agents' schedules as resources, a look at a line before it is kept, and what came of the times that they fired.</summary>
internal static class ScheduleEndpoints
{
    public static async Task<IResult> ListAsync(SchedulesQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.ListAsync(position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(ScheduleView.Of), page.Next?.ToString()));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string id, SchedulesQuery query, CancellationToken cancellation) =>
        ScheduleId.TryParse(id, out var schedule) ? await ShownAsync(context, schedule, query, cancellation) : Problems.NotFound("schedule");

    public static Task<IResult> CreateAsync(HttpContext context, SaveScheduleHandler handler, SchedulesQuery query, CancellationToken cancellation) =>
        SaveAsync(context, null, handler, query, cancellation);

    public static async Task<IResult> ReplaceAsync(HttpContext context, string id, SaveScheduleHandler handler, SchedulesQuery query, CancellationToken cancellation) =>
        ScheduleId.TryParse(id, out var schedule) ? await SaveAsync(context, schedule, handler, query, cancellation) : Problems.NotFound("schedule");

    public static async Task<IResult> RemoveAsync(HttpContext context, string id, RemoveScheduleHandler handler, CancellationToken cancellation) =>
        ScheduleId.TryParse(id, out var schedule)
            ? Refusal(context, await handler.HandleAsync(context.Caller(), schedule, cancellation))
            : Problems.NotFound("schedule");

    public static async Task<IResult> RunAsync(HttpContext context, string id, OrderScheduledRunHandler handler, CancellationToken cancellation) =>
        ScheduleId.TryParse(id, out var schedule)
            ? Refusal(context, await handler.HandleAsync(context.Caller(), schedule, cancellation))
            : Problems.NotFound("schedule");

    public static async Task<IResult> RunsAsync(string id, SchedulesQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        // A schedule that was removed leaves its history.
        if (!ScheduleId.TryParse(id, out var schedule)) return Problems.NotFound("schedule");
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.RunsAsync(schedule, position.After, position.Limit, cancellation);
        if (page.Rows.Count == 0 && position.After is null && await query.FindAsync(schedule, cancellation) is null) return Problems.NotFound("schedule");
        return TypedResults.Ok(ListView.Of(page.Rows.Select(ScheduledRunView.Of), page.Next?.ToString()));
    }

    public static async Task<IResult> PreviewAsync(HttpContext context, TimeProvider clock, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ScheduleLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var cron = members.Text("cron", ScheduleLimits.CronLengthMax, isRequired: true);
            var zone = members.Text("zone", ScheduleLimits.ZoneLengthMax, isRequired: true);
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The line cannot be read.", members.Faults);
            var now = clock.Instant();
            return CronLine.Read(cron!, zone!, now, out var faults) is { } line
                ? TypedResults.Ok(new PreviewView(cron!, zone!, line.After(now, ScheduleLimits.FireTimesShown)))
                : Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "cron_invalid", faults[0].Message, faults);
        }
    }

    private static async Task<IResult> SaveAsync(HttpContext context, ScheduleId? id, SaveScheduleHandler handler, SchedulesQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ScheduleLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (OpaqueJson.TextOf(body.RootElement) is null) return RequestBody.Malformed("", "A text of it is not well-formed Unicode.");
            var (document, seen) = id is null ? (body.RootElement, null) : (WithoutReadMembers(body.RootElement), ResourceBody.VersionOf(context.Request) ?? VersionIn(body.RootElement));
            var outcome = await handler.HandleAsync(new(context.Caller(), id, seen, document), cancellation);
            return outcome switch
            {
                ScheduleOutcome.Saved { IsNew: true } saved when await query.FindAsync(saved.Schedule.Id, cancellation) is { } row =>
                    TypedResults.Created("/api/v1/schedules/" + saved.Schedule.Id, ScheduleView.Of(row)),
                ScheduleOutcome.Saved saved => await ShownAsync(context, saved.Schedule.Id, query, cancellation),
                _ => Refusal(context, outcome),
            };
        }
    }

    private static async Task<IResult> ShownAsync(HttpContext context, ScheduleId id, SchedulesQuery query, CancellationToken cancellation)
    {
        if (await query.FindAsync(id, cancellation) is not { } row) return Problems.NotFound("schedule");
        context.Response.Headers.ETag = $"\"{row.Schedule.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(ScheduleView.Of(row));
    }

    private static IResult Refusal(HttpContext context, ScheduleOutcome outcome) => outcome switch
    {
        ScheduleOutcome.Removed => TypedResults.NoContent(),
        ScheduleOutcome.Fired fired => TypedResults.Accepted($"/api/v1/schedules/{fired.Run.Schedule}/runs", ScheduledRunView.Of(fired.Run)),
        ScheduleOutcome.NotFound => Problems.NotFound("schedule"),
        ScheduleOutcome.UnknownAgent => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "schedule_invalid", ScheduleWords.Sentence(outcome),
            [new Fault("/agent", "unknown_agent", ScheduleWords.Sentence(outcome))]),
        ScheduleOutcome.NameTaken => Problems.Of(StatusCodes.Status409Conflict, "schedule_exists", ScheduleWords.Sentence(outcome)),
        ScheduleOutcome.TooMany => Problems.Of(StatusCodes.Status409Conflict, "too_many", ScheduleWords.Sentence(outcome)),
        ScheduleOutcome.Stale stale => ResourceBody.Stale(context.Request, stale.Version),
        ScheduleOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "schedule_invalid", "It was not taken.", malformed.Faults),
        ScheduleOutcome.NotYourAgent => AccessProblems.NotYourAgent(),
        ScheduleOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    // What was read may be written back: what the console says of it is no part of the schedule.
    private static JsonElement WithoutReadMembers(JsonElement body)
    {
        var document = JsonNode.Parse(body.GetRawText())!.AsObject();
        foreach (var name in (string[])["id", "version", "next_at", "stopped", "last_run"]) document.Remove(name);
        return JsonSerializer.SerializeToElement(document);
    }

    private static int? VersionIn(JsonElement body) =>
        body.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : null;
}
