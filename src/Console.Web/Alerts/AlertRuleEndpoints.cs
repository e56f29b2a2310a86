using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Alerts;

/// <summary>Rules of alerts as plain resources, and what one would have done.</summary>
internal static class AlertRuleEndpoints
{
    public static async Task<IResult> ListAsync(AlertRuleQuery query, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.ListAsync(cancellation)).Select(ViewOf)));

    public static async Task<IResult> GetAsync(HttpContext context, string id, AlertRuleQuery query, CancellationToken cancellation) =>
        AlertRuleId.TryParse(id, out var rule) && await query.FindAsync(rule, cancellation) is { } row ? Shown(context, row) : Problems.NotFound("rule");

    public static Task<IResult> CreateAsync(HttpContext context, SaveAlertRuleHandler handler, AlertRuleQuery query, CancellationToken cancellation) =>
        SaveAsync(context, null, handler, query, cancellation);

    public static async Task<IResult> ReplaceAsync(HttpContext context, string id, SaveAlertRuleHandler handler, AlertRuleQuery query, CancellationToken cancellation) =>
        AlertRuleId.TryParse(id, out var rule) ? await SaveAsync(context, rule, handler, query, cancellation) : Problems.NotFound("rule");

    public static async Task<IResult> RemoveAsync(HttpContext context, string id, RemoveAlertRuleHandler handler, CancellationToken cancellation) =>
        AlertRuleId.TryParse(id, out var rule) ? Refusal(context, await handler.HandleAsync(context.Caller(), rule, cancellation)) : Problems.NotFound("rule");

    public static async Task<IResult> BacktestAsync(HttpContext context, AlertBacktestQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, AlertLimits.RuleBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (OpaqueJson.TextOf(body.RootElement) is null) return RequestBody.Malformed("", "A text of it is not well-formed Unicode.");
            var (document, _, refusal) = ResourceBody.Read(body.RootElement);
            if (refusal is not null) return refusal;
            if (AlertTerms.Parse(document, out var faults) is not { } terms)
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The rule cannot be tested.", faults);
            return await query.RunAsync(terms, cancellation) is { } test
                ? TypedResults.Ok(AlertBacktestView.Of(test))
                : Problems.Of(StatusCodes.Status422UnprocessableEntity, "not_backtestable", AlertWords.NotBacktestable);
        }
    }

    private static async Task<IResult> SaveAsync(HttpContext context, AlertRuleId? id, SaveAlertRuleHandler handler, AlertRuleQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, AlertLimits.RuleBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (OpaqueJson.TextOf(body.RootElement) is null) return RequestBody.Malformed("", "A text of it is not well-formed Unicode.");
            var (document, read, refusal) = ResourceBody.Read(body.RootElement);
            if (refusal is not null) return refusal;
            var seen = id is null ? null : ResourceBody.VersionOf(context.Request) ?? read;
            var outcome = await handler.HandleAsync(new(context.Caller(), id, seen, document), cancellation);
            if (outcome is not AlertRuleOutcome.Saved saved || await query.FindAsync(saved.Id, cancellation) is not { } row) return Refusal(context, outcome);
            return saved.IsNew ? TypedResults.Created($"/api/v1/alert-rules/{saved.Id}", ViewOf(row)) : Shown(context, row);
        }
    }

    private static IResult Refusal(HttpContext context, AlertRuleOutcome outcome) => outcome switch
    {
        AlertRuleOutcome.Removed => TypedResults.NoContent(),
        AlertRuleOutcome.Unknown or AlertRuleOutcome.Saved => Problems.NotFound("rule"),
        AlertRuleOutcome.Stale stale => ResourceBody.Stale(context.Request, stale.Version),
        AlertRuleOutcome.TooMany many => Problems.Of(StatusCodes.Status409Conflict, "too_many", $"There are {many.Max} rules already; remove one first."),
        AlertRuleOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The rule was not taken.", malformed.Faults),
        AlertRuleOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needs),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static Ok<JsonObject> Shown(HttpContext context, AlertRuleRow row)
    {
        context.Response.Headers.ETag = $"\"{row.Rule.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(ViewOf(row));
    }

    private static JsonObject ViewOf(AlertRuleRow row) => ResourceBody.Of(row.Rule.Terms.ToJson(), new()
    {
        ["id"] = row.Rule.Id.ToString(),
        ["version"] = row.Rule.Version,
        // Told people, or in shadow would have.
        ["fired_last_week"] = row.Fired,
        ["checked_at"] = row.Rule.CheckedAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["changed_at"] = row.Rule.ChangedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["unit"] = row.Rule.Terms.Traits.Unit,
        ["statistic"] = WireName.Of(row.Rule.Terms.Traits.Statistic),
    });
}
