using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Alerts;

/// <summary>Alerts over HTTP: to read them, and to say what is done about them.</summary>
internal static class AlertEndpoints
{
    public static async Task<IResult> ListAsync(
        AlertQuery query, string? state, string? kind, string? severity, string? agent, string? rule, string? shadow, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        if (!AlertsPageFilter.TryRead(state, kind, severity, agent, rule, shadow, out var filter, out var fault)) return RequestBody.Malformed("", fault);
        var page = await query.ListAsync(filter, position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(AlertView.Of), page.Next?.ToString()));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string id, AlertQuery query, CancellationToken cancellation) =>
        AlertId.TryParse(id, out var alert) ? await ShownAsync(context, alert, query, cancellation) : Problems.NotFound("alert");

    public static Task<IResult> AcknowledgeAsync(HttpContext context, string id, AnswerAlertHandler handler, AlertQuery query, CancellationToken cancellation) =>
        AnswerAsync(context, id, new AlertAnswer.Acknowledge(), handler, query, cancellation);

    public static async Task<IResult> SilenceAsync(HttpContext context, string id, AnswerAlertHandler handler, AlertQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, AlertLimits.RuleBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var until = TimeIn(members, "until");
            var reason = members.Text("reason", AlertLimits.ReasonLengthMax, isRequired: true);
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The silence cannot be read.", members.Faults);
            return await AnswerAsync(context, id, new AlertAnswer.Silence(until, reason!), handler, query, cancellation);
        }
    }

    public static async Task<IResult> ResolveAsync(HttpContext context, string id, AnswerAlertHandler handler, AlertQuery query, CancellationToken cancellation)
    {
        if (context.Request.ContentLength is null or 0 && !context.Request.HasJsonContentType())
            return await AnswerAsync(context, id, new AlertAnswer.Resolve(null), handler, query, cancellation);
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, AlertLimits.RuleBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var reason = members.Text("reason", AlertLimits.ReasonLengthMax);
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The reason cannot be read.", members.Faults);
            return await AnswerAsync(context, id, new AlertAnswer.Resolve(reason), handler, query, cancellation);
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, string id, AlertAnswer answer, AnswerAlertHandler handler, AlertQuery query, CancellationToken cancellation)
    {
        if (!AlertId.TryParse(id, out var alert)) return Problems.NotFound("alert");
        return await handler.HandleAsync(new(context.Caller(), alert, answer), cancellation) switch
        {
            AnswerAlertOutcome.Taken => await ShownAsync(context, alert, query, cancellation),
            AnswerAlertOutcome.Unknown => Problems.NotFound("alert"),
            AnswerAlertOutcome.NotNow late => Problems.Of(StatusCodes.Status409Conflict, late.Status == AlertStatus.Resolved ? "already_resolved" : "already_acknowledged", AlertWords.Sentence(late),
                new Dictionary<string, object?> { ["state"] = WireName.Of(late.Status), ["by"] = late.By, ["at"] = late.At }),
            AnswerAlertOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "not_acceptable", "It was not taken.", malformed.Faults),
            AnswerAlertOutcome.NotYourAgent => AccessProblems.NotYourAgent(),
            AnswerAlertOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needs),
            var outcome => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    private static async Task<IResult> ShownAsync(HttpContext context, AlertId id, AlertQuery query, CancellationToken cancellation)
    {
        if (await query.FindAsync(id, cancellation) is not { } alert) return Problems.NotFound("alert");
        var deliveries = context.Caller().May(Permission.ReadDeliveries) ? await query.DeliveriesAsync(id, cancellation) : null;
        return TypedResults.Ok(AlertView.Whole(alert, deliveries));
    }

    private static DateTimeOffset TimeIn(MemberReader members, string name)
    {
        if (members.Text(name, 60, isRequired: true) is not { } text) return default;
        if (text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return at;
        members.Wrong(name, "is no RFC 3339 time");
        return default;
    }
}
