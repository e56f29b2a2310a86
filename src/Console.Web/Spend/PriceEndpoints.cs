using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Spend;

/// <summary>Prices as plain resources, with the members of the <c>Price</c> document.</summary>
internal static class PriceEndpoints
{
    public static async Task<IResult> ListAsync(PriceQuery query, string? search, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (search is { Length: > SpendLimits.ModelNameLengthMax }) return RequestBody.Malformed("", $"search may have {SpendLimits.ModelNameLengthMax} characters.");
        if (!ListPosition.TryRead<PricePosition>(cursor, limit, PricePosition.TryParse, out var position)) return ListPosition.Malformed;
        var prices = await query.AfterAsync(search?.Replace("\0", "", StringComparison.Ordinal), position.After, position.Limit + 1, cancellation);
        return TypedResults.Ok(ListView.Of(prices, position.Limit, ViewOf, price => new PricePosition(price.Kind, price.Name, price.From).ToString()));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string id, PriceQuery query, CancellationToken cancellation) =>
        PriceId.TryParse(id, out var price) && await query.FindAsync(price, cancellation) is { } found ? Shown(context, found) : Problems.NotFound("price");

    public static Task<IResult> CreateAsync(HttpContext context, SavePriceHandler handler, CancellationToken cancellation) =>
        SaveAsync(context, null, handler, cancellation);

    public static async Task<IResult> ReplaceAsync(HttpContext context, string id, SavePriceHandler handler, CancellationToken cancellation) =>
        PriceId.TryParse(id, out var price) ? await SaveAsync(context, price, handler, cancellation) : Problems.NotFound("price");

    public static async Task<IResult> RemoveAsync(HttpContext context, string id, RemovePriceHandler handler, CancellationToken cancellation) =>
        PriceId.TryParse(id, out var price) ? Answer(context, await handler.HandleAsync(context.Caller(), price, cancellation)) : Problems.NotFound("price");

    private static async Task<IResult> SaveAsync(HttpContext context, PriceId? id, SavePriceHandler handler, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, SpendLimits.PriceBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            if (OpaqueJson.TextOf(body.RootElement) is null) return RequestBody.Malformed("", "A text of it is not well-formed Unicode.");
            var (document, read, refusal) = ResourceBody.Read(body.RootElement);
            if (refusal is not null) return refusal;
            var seen = id is null ? null : ResourceBody.VersionOf(context.Request) ?? read;
            return Answer(context, await handler.HandleAsync(new(context.Caller(), id, seen, document), cancellation));
        }
    }

    private static IResult Answer(HttpContext context, PriceOutcome outcome) => outcome switch
    {
        PriceOutcome.Added added => TypedResults.Created($"/api/v1/prices/{added.Price.Id}", ViewOf(added.Price)),
        PriceOutcome.Changed changed => Shown(context, changed.Price),
        PriceOutcome.Unchanged same => Shown(context, same.Price),
        PriceOutcome.Removed => TypedResults.NoContent(),
        PriceOutcome.Taken taken => Problems.Of(StatusCodes.Status409Conflict, "price_exists", $"It has a price from that moment already ({taken.By}).",
            new Dictionary<string, object?> { ["id"] = taken.By.ToString() }),
        PriceOutcome.NotFound => Problems.NotFound("price"),
        PriceOutcome.Stale stale => ResourceBody.Stale(context.Request, stale.Version),
        PriceOutcome.Full => Problems.Of(StatusCodes.Status409Conflict, "too_many", $"There are at most {SpendLimits.PricesMax} prices."),
        PriceOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The price was not taken.", malformed.Faults),
        PriceOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static Ok<JsonObject> Shown(HttpContext context, Price price)
    {
        context.Response.Headers.ETag = $"\"{price.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(ViewOf(price));
    }

    private static JsonObject ViewOf(Price price) => ResourceBody.Of(price.Terms.ToJson(), new()
    {
        ["id"] = price.Id.ToString(),
        ["version"] = price.Version,
        ["changed_at"] = price.ChangedAt.ToString("O", CultureInfo.InvariantCulture),
    });
}
