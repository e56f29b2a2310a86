using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AgentConsole.Web.Insights;

/// <summary>The numbers behind each chart, as JSON or as CSV.</summary>
internal static class InsightsEndpoints
{
    private static readonly Dimension[] SpendBy = [Dimension.Agent, Dimension.Environment, Dimension.Workflow, Dimension.Kind, Dimension.Tool, Dimension.Model];
    private static readonly Dimension[] DenialsBy = [Dimension.Rule, Dimension.Agent, Dimension.Environment, Dimension.Workflow, Dimension.Tool];
    private static readonly Dimension[] ToolsBy = [Dimension.Tool, Dimension.Agent, Dimension.Environment, Dimension.Workflow];
    private static readonly Dimension[] OutcomesBy = [Dimension.Agent, Dimension.Environment, Dimension.Workflow];

    public static async Task<IResult> SpendAsync(HttpContext context, [AsParameters] InsightsParameters parameters, SpendQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        if (parameters.TryRead(clock.Instant(), "day", SpendBy, out var question) is { } refusal) return refusal;
        var (rows, isCut) = Cut(await query.RowsAsync(question.Ask, cancellation));
        if (parameters.WantsCsv(context.Request))
            return Csv(context, "spend", question, [("cost_usd", row => row.Sums.CostUsd), ("unpriced_events", row => row.Sums.Unpriced), ("events", row => row.Sums.Events),
                ("input_tokens", row => row.Sums.InputTokens), ("output_tokens", row => row.Sums.OutputTokens), ("cached_tokens", row => row.Sums.CachedTokens)], rows, isCut, row => row.Key);
        var total = await query.RowsAsync(question.Ask with { By = [], IsByTime = false }, cancellation);
        var sums = total.Count == 0 ? default : total[0].Sums;
        var range = question.Ask.Range;
        return TypedResults.Ok(new SpendView(range.From, range.To, range.Grain, question.Words, [.. rows.Select(row => SpendView.RowOf(row, question.Ask.By))], isCut,
            MoneyView.Of(sums.CostUsd), sums.Unpriced, await query.UnpricedShareAsync(range, question.Ask.Filter, cancellation), SpendView.ForecastView.Of(await query.ForecastAsync(question.Ask.Filter, cancellation))));
    }

    public static async Task<IResult> DenialsAsync(HttpContext context, [AsParameters] InsightsParameters parameters, DenialsQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        if (parameters.TryRead(clock.Instant(), "rule", DenialsBy, out var question) is { } refusal) return refusal;
        var (rows, isCut) = Cut(await query.RowsAsync(question.Ask, cancellation));
        if (parameters.WantsCsv(context.Request))
            return Csv(context, "denials", question, [("denied", row => row.Denied), ("by_policy", row => row.ByPolicy), ("by_people", row => row.ByPeople),
                ("otherwise", row => row.Otherwise), ("asked", row => row.Asked)], rows, isCut, row => row.Key);
        var range = question.Ask.Range;
        return TypedResults.Ok(new DenialsView(range.From, range.To, range.Grain, question.Words, [.. rows.Select(row => DenialsView.RowOf(row, question.Ask.By))], isCut));
    }

    public static async Task<IResult> ToolsAsync(HttpContext context, [AsParameters] InsightsParameters parameters, ToolHealthQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        if (parameters.TryRead(clock.Instant(), "tool", ToolsBy, out var question) is { } refusal) return refusal;
        var (rows, isCut) = Cut(await query.RowsAsync(question.Ask, cancellation));
        if (parameters.WantsCsv(context.Request))
            return Csv(context, "tool-health", question, [("calls", row => row.Calls), ("errors", row => row.Errors), ("error_share", row => row.ErrorShare),
                ("p50_ms", row => ToolHealthView.Rounded(row.MedianMs)), ("p95_ms", row => ToolHealthView.Rounded(row.P95Ms))], rows, isCut, row => row.Key);
        var range = question.Ask.Range;
        return TypedResults.Ok(new ToolHealthView(range.From, range.To, range.Grain, question.Words, [.. rows.Select(row => ToolHealthView.RowOf(row, question.Ask.By))], isCut));
    }

    public static async Task<IResult> ApprovalsAsync(HttpContext context, [AsParameters] InsightsParameters parameters, ApprovalsQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.Instant();
        if (parameters.TryRead(now, "agent", ToolsBy, out var question) is { } refusal) return refusal;
        var (rows, isCut) = Cut(await query.RowsAsync(question.Ask, cancellation));
        if (parameters.WantsCsv(context.Request))
            return Csv(context, "approvals", question, [("decided", row => row.Decided), ("approved", row => row.Approved), ("rejected", row => row.Rejected), ("sent_back", row => row.SentBack),
                ("p50_ms", row => ToolHealthView.Rounded(row.MedianMs)), ("p95_ms", row => ToolHealthView.Rounded(row.P95Ms))], rows, isCut, row => row.Key);
        var waiting = await query.WaitingAsync(question.Ask.Filter, cancellation);
        var range = question.Ask.Range;
        return TypedResults.Ok(new ApprovalsView(range.From, range.To, range.Grain, question.Words, [.. rows.Select(row => ApprovalsView.RowOf(row, question.Ask.By))], isCut,
            waiting.Sum(row => row.Count), waiting.Count == 0 ? null : (long)(now - waiting.Min(row => row.OldestAt)).TotalSeconds,
            [.. waiting.Select(row => new ApprovalsView.WaitingRowView(row.Agent, row.Tool, row.Count, row.OldestAt))]));
    }

    public static async Task<IResult> OutcomesAsync(HttpContext context, [AsParameters] InsightsParameters parameters, [FromQuery(Name = "baseline_from")] string? baselineFrom,
        [FromQuery(Name = "share")] string? share, OutcomesQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.Instant();
        if (parameters.TryRead(now, "agent", OutcomesBy, out var question) is { } refusal) return refusal;
        if (!DriftWindows.TryRead(question.Ask.Range, baselineFrom, share, now, out var windows, out var fault)) return RequestBody.Malformed("", fault);
        var (rows, isCut) = Cut(await query.RowsAsync(question.Ask, cancellation));
        if (parameters.WantsCsv(context.Request))
            return Csv(context, "outcomes", question, [("ended", row => row.Ended), ("succeeded", row => row.Succeeded), ("failed", row => row.Failed), ("success_share", row => row.Share)], rows, isCut, row => row.Key);
        var drift = await query.DriftAsync(windows.Recent, windows.Baseline, windows.Stated, question.Ask.Filter, question.Ask.By, cancellation);
        var range = question.Ask.Range;
        return TypedResults.Ok(new OutcomesView(range.From, range.To, range.Grain, question.Words, [.. rows.Select(row => OutcomesView.RowOf(row, question.Ask.By))], isCut,
            windows.Baseline?.From, windows.Baseline?.To, windows.Stated, OutcomeDrift.Method, OutcomeDrift.FalseAlarmsMax, [.. drift.Select(OutcomesView.DriftOf)]));
    }

    public static async Task<IResult> ReturnsAsync(HttpContext context, [AsParameters] InsightsParameters parameters, ReturnsQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        if (parameters.TryRead(clock.Instant(), "workflow", [Dimension.Workflow], out var question) is { } refusal) return refusal;
        var range = question.Ask.Range;
        var (rows, isCut) = Cut(await query.RowsAsync(range, question.Ask.Filter, cancellation));
        if (!parameters.WantsCsv(context.Request))
            return TypedResults.Ok(new ReturnsView(range.From, range.To, range.Grain, question.Words, [.. rows.Select(ReturnsView.RowOf)], isCut));
        return Csv(context, "roi", question with { Ask = question.Ask with { By = [Dimension.Workflow], IsByTime = false } },
        [
            ("runs", row => row.Runs), ("per_day", row => row.PerDay), ("resolution_s", row => row.ResolutionMs / 1000), ("cost_per_run_usd", row => row.CostUsd), ("unpriced_runs", row => row.UnpricedRuns),
            ("person_share", row => row.PersonShare), ("failed_share", row => row.FailedShare), ("saved_usd", row => row.SavedUsd), ("baseline_resolution_s", row => row.Baseline?.ResolutionMs / 1000.0),
            ("baseline_cost_per_run_usd", row => row.Baseline?.CostNanos / 1_000_000_000m), ("baseline_per_day", row => row.Baseline?.PerDayMilli / 1000.0),
            ("baseline_person_share", row => row.Baseline?.PersonBasisPoints / 10_000.0), ("baseline_failed_share", row => row.Baseline?.FailedBasisPoints / 10_000.0),
        ], rows, isCut, row => new(null, [row.Workflow]));
    }

    public static async Task<IResult> RecordAsync(HttpContext context, string workflow, RecordBaselineHandler handler, TimeProvider clock, CancellationToken cancellation)
    {
        // The server leaves this one escape in a path as it came, and a workflow may well be called a/b.
        var name = PathName.Of(workflow).Trim();
        if (name.Length is 0 or > InsightsLimits.NameLengthMax || name.Any(char.IsControl)) return RequestBody.Malformed("", "That is no name of a workflow.");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, InsightsLimits.BaselineBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var caller = context.PersonCaller();
            if (BaselineBody.Read(body.RootElement, name, caller.DisplayName, clock.Instant(), out var faults) is not { } baseline)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The baseline cannot be read.", faults);
            return await handler.HandleAsync(caller, baseline, cancellation) switch
            {
                BaselineOutcome.Recorded recorded => TypedResults.Ok(BaselineView.Of(recorded.Baseline)),
                BaselineOutcome.TooMany => Problems.Of(StatusCodes.Status409Conflict, "too_many", $"{InsightsLimits.BaselinesMax} workflows have a baseline, which is as many as may."),
                BaselineOutcome.Refused => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "Baselines are for people of role finance, dri or admin to record."),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    private static (IReadOnlyList<T> Rows, bool IsCut) Cut<T>(IReadOnlyList<T> rows) =>
        rows.Count > InsightsLimits.RowsMax ? ([.. rows.Take(InsightsLimits.RowsMax)], true) : (rows, false);

    private static ContentHttpResult Csv<T>(HttpContext context, string name, InsightsQuestion question, IReadOnlyList<(string Name, Func<T, object?> Of)> figures, IReadOnlyList<T> rows, bool isCut, Func<T, GroupKey> key)
    {
        string[] columns = [.. question.Ask.IsByTime ? ["at"] : Array.Empty<string>(), .. question.Ask.By.Select(WireName.Of), .. figures.Select(figure => figure.Name)];
        // Who opens the file sees by its name that it is not all.
        if (isCut) name += $"-first-{rows.Count}";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        return TypedResults.Text(CsvText.Of(columns, rows.Select(IReadOnlyList<object?> (row) =>
            [.. question.Ask.IsByTime ? [key(row).At] : Array.Empty<object?>(), .. key(row).Names, .. figures.Select(figure => figure.Of(row))])), CsvText.ContentType);
    }
}
