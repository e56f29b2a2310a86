using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Web.Shell;
using Microsoft.Net.Http.Headers;

namespace AgentConsole.Web.Policies;

/// <summary>Feeds an Open Policy Agent, hears it, and shows how it stands.</summary>
internal static class OpaEndpoints
{
    private const string GzipArchive = "application/gzip";

    public static IResult Bundle(string name, OpaBundles bundles)
    {
        if (bundles.Find(name) is not { } bundle) return Problems.NotFound("bundle");
        // The framework compares with If-None-Match and answers 304. Not the media type by which OPA would take us for one that holds the line.
        return TypedResults.Bytes(bundle.Bytes, GzipArchive, entityTag: new EntityTagHeaderValue($"\"{bundle.Tag}\""));
    }

    public static async Task<IResult> TakeLogsAsync(HttpContext context, KeepOutsideDecisionsHandler handler, CancellationToken cancellation)
    {
        var (json, refusal) = await OpaBody.ReadAsync(context.Request, cancellation);
        if (json is not { } body) return refusal!;
        return await handler.HandleAsync(body, cancellation) is null
            ? RequestBody.Malformed("", "The body is no decision log: a JSON array, not too long and not nested too deeply.")
            : TypedResults.NoContent();
    }

    public static async Task<IResult> TakeStatusAsync(HttpContext context, OpaInstances instances, CancellationToken cancellation)
    {
        var (json, refusal) = await OpaBody.ReadAsync(context.Request, cancellation);
        if (json is not { } body) return refusal!;
        return instances.Hear(body) ? TypedResults.NoContent() : RequestBody.Malformed("", "The body is no status of an OPA: an object whose labels have an id.");
    }

    public static IResult Standing(OpaEngine engine, OpaBundles bundles, OpaInstances instances, OpaOptions options) =>
        TypedResults.Ok(OpaView.Of(engine, bundles.Current, instances.Known, options));

    public static async Task<IResult> DecisionsAsync(OutsideDecisionQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.ListAsync(position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(OutsideDecisionView.Of), page.Next?.ToString()));
    }
}
