using System.Globalization;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Spend;

/// <summary>Budgets as resources: agents' by their documents, workflows' and environments' by themselves, and raises of any.</summary>
internal static class BudgetEndpoints
{
    public static async Task<IResult> ListAsync(BudgetQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryReadName(cursor, limit, out var after, out var count)) return ListPosition.Malformed;
        var rows = await query.AfterAsync(after, count + 1, cancellation);
        return TypedResults.Ok(ListView.Of(rows, count, row => BudgetView.Of(row), row => row.Id.ToString()));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string id, BudgetQuery query, CancellationToken cancellation) =>
        IdIn(id) is { } budget ? await ShownAsync(context, budget, query, cancellation) : Problems.NotFound("budget");

    public static Task<IResult> CreateAsync(HttpContext context, SaveBudgetHandler handler, BudgetQuery query, CancellationToken cancellation) =>
        SaveAsync(context, null, handler, query, cancellation);

    public static async Task<IResult> ReplaceAsync(HttpContext context, string id, SaveBudgetHandler handler, BudgetQuery query, CancellationToken cancellation) =>
        IdIn(id) is { } budget ? await SaveAsync(context, budget, handler, query, cancellation) : Problems.NotFound("budget");

    public static async Task<IResult> RemoveAsync(HttpContext context, string id, RemoveBudgetHandler handler, CancellationToken cancellation) =>
        IdIn(id) is { } budget ? Refusal(context, await handler.HandleAsync(context.Caller(), budget, cancellation)) : Problems.NotFound("budget");

    public static async Task<IResult> RaiseAsync(HttpContext context, string id, RaiseBudgetHandler handler, CancellationToken cancellation)
    {
        if (IdIn(id) is not { } budget) return Problems.NotFound("budget");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, SpendLimits.BudgetBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (command, refusal) = SpendRequests.Raise(body.RootElement, context.Caller(), budget);
            return command is null ? refusal! : Refusal(context, await handler.HandleAsync(command, cancellation));
        }
    }

    public static async Task<IResult> EndRaiseAsync(HttpContext context, string id, string raise, EndRaiseHandler handler, CancellationToken cancellation) =>
        IdIn(id) is { } budget && RaiseId.TryParse(raise, out var which)
            ? Refusal(context, await handler.HandleAsync(context.Caller(), budget, which, cancellation))
            : Problems.NotFound("raise");

    private static async Task<IResult> SaveAsync(HttpContext context, BudgetId? id, SaveBudgetHandler handler, BudgetQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, SpendLimits.BudgetBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (OpaqueJson.TextOf(body.RootElement) is null) return RequestBody.Malformed("", "A text of it is not well-formed Unicode.");
            var seen = id is null ? null : ResourceBody.VersionOf(context.Request);
            var outcome = await handler.HandleAsync(new(context.Caller(), id, seen, body.RootElement), cancellation);
            return outcome switch
            {
                BudgetOutcome.Saved { IsNew: true } saved when BudgetId.TryParse(saved.Budget.Id, out var made) && await query.FindAsync(made, cancellation) is { } row =>
                    TypedResults.Created("/api/v1/budgets/" + Uri.EscapeDataString(saved.Budget.Id), BudgetView.Of(row, isAlone: true)),
                BudgetOutcome.Saved or BudgetOutcome.Unchanged => await ShownAsync(context, id!.Value, query, cancellation),
                _ => Refusal(context, outcome),
            };
        }
    }

    private static async Task<IResult> ShownAsync(HttpContext context, BudgetId id, BudgetQuery query, CancellationToken cancellation)
    {
        if (await query.FindAsync(id, cancellation) is not { } row) return Problems.NotFound("budget");
        if (row.Version is { } version) context.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(BudgetView.Of(row, isAlone: true));
    }

    private static IResult Refusal(HttpContext context, BudgetOutcome outcome) => outcome switch
    {
        BudgetOutcome.Raised raised => TypedResults.Created(
            $"/api/v1/budgets/{Uri.EscapeDataString(raised.Raise.Budget)}/raises/{raised.Raise.Id}", RaiseView.Of(raised.Raise)),
        BudgetOutcome.Removed or BudgetOutcome.RaiseEnded => TypedResults.NoContent(),
        BudgetOutcome.NotFound => Problems.NotFound("budget"),
        BudgetOutcome.Taken taken => Problems.Of(StatusCodes.Status409Conflict, "budget_exists", $"There is a budget {taken.Id} already."),
        BudgetOutcome.Stale stale => ResourceBody.Stale(context.Request, stale.Version),
        BudgetOutcome.InAgentDocument => Problems.Of(StatusCodes.Status422UnprocessableEntity, "in_agent_document",
            "What an agent may spend stands in its own document, under 'caps'; here it can be raised for a while."),
        BudgetOutcome.NoCap => Problems.Of(StatusCodes.Status422UnprocessableEntity, "no_cap", "There is no such cap, so there is nothing to raise."),
        BudgetOutcome.Full => Problems.Of(StatusCodes.Status409Conflict, "too_many", "There are as many as are kept at once."),
        BudgetOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "It was not taken.", malformed.Faults),
        BudgetOutcome.NotYourAgent => AccessProblems.NotYourAgent(),
        BudgetOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    // The server leaves this one escape in a path as it came, and a workflow may well be called a/b.
    private static BudgetId? IdIn(string id) =>
        BudgetId.TryParse(PathName.Of(id), out var budget) && !id.Any(char.IsControl) ? budget : null;
}
