using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Access;
using AgentConsole.Web.Agents;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Tools;

/// <summary>Tool contracts as plain resources, with the members of the <c>Tool</c> document.</summary>
internal static class ToolEndpoints
{
    public static async Task<IResult> ListAsync(
        ToolQuery query, string? search, string? side_effect, string? cursor, string? limit, CancellationToken cancellation)
    {
        SideEffect? effect = null;
        if (side_effect is not null)
        {
            if (!WireName.TryParse<SideEffect>(side_effect, out var named)) return RequestBody.Malformed("", "There is no such side effect.");
            effect = named;
        }

        if (!ListPosition.TryReadName(cursor, limit, out var after, out var count)) return ListPosition.Malformed;
        var rows = await query.AfterAsync(new(search ?? "", effect), after, count + 1, cancellation);
        return TypedResults.Ok(ListView.Of(rows, count, row => ResourceBody.Of(row.Version.Document, StatusOf(row)), row => row.Name));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string name, ToolQuery query, int? version, CancellationToken cancellation) =>
        await query.FindAsync(PathName.Of(name), version, cancellation) is { } tool ? Shown(context, tool) : Problems.NotFound("tool");

    public static Task<IResult> CreateAsync(HttpContext context, AcceptToolHandler handler, ToolQuery query, CancellationToken cancellation) =>
        AcceptAsync(context, null, handler, query, cancellation);

    public static Task<IResult> ReplaceAsync(
        HttpContext context, string name, AcceptToolHandler handler, ToolQuery query, CancellationToken cancellation) =>
        AcceptAsync(context, PathName.Of(name), handler, query, cancellation);

    public static async Task<IResult> RetireAsync(HttpContext context, string name, RetireToolHandler handler, CancellationToken cancellation)
    {
        var outcome = await handler.HandleAsync(new(context.Caller(), PathName.Of(name)), cancellation);
        return outcome switch
        {
            RetireToolOutcome.Retired => TypedResults.NoContent(),
            RetireToolOutcome.Unknown => Problems.NotFound("tool"),
            RetireToolOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    private static async Task<IResult> AcceptAsync(
        HttpContext context, string? name, AcceptToolHandler handler, ToolQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ToolLimits.DocumentBytesMax * 2, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (document, _, refusal) = ResourceBody.Read(body.RootElement);
            if (refusal is not null) return refusal;
            if (name is not null && (!document.TryGetProperty("name", out var stated) || stated.ValueKind != JsonValueKind.String || !stated.ValueEquals(name)))
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The document is about another tool.",
                    [new Fault("/name", "name_differs", $"The address names {name}.")]);

            var seen = name is null ? null : ResourceBody.VersionOf(context.Request);
            var outcome = await handler.HandleAsync(new(context.Caller(), document, seen), cancellation);
            return outcome switch
            {
                AcceptToolOutcome.Accepted accepted when await query.FindAsync(accepted.Name, accepted.Version, cancellation) is { } tool => accepted.Previous is null
                    ? TypedResults.Created("/api/v1/tools/" + Uri.EscapeDataString(accepted.Name), ViewOf(tool))
                    : Shown(context, tool),
                AcceptToolOutcome.Unchanged same when await query.FindAsync(same.Name, same.Version, cancellation) is { } tool => Shown(context, tool),
                AcceptToolOutcome.VersionExists exists => Problems.Of(StatusCodes.Status409Conflict, "version_exists",
                    $"Version {exists.Version} was accepted with another content; a changed definition is a new version."),
                AcceptToolOutcome.VersionTooLow low => Problems.Of(StatusCodes.Status409Conflict, "version_too_low",
                    $"Version {low.Newest} was accepted already.", new Dictionary<string, object?> { ["newest"] = low.Newest }),
                AcceptToolOutcome.Stale stale => ResourceBody.Stale(context.Request, stale.Version),
                AcceptToolOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid",
                    "The contract was not accepted.", malformed.Faults),
                AcceptToolOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
            };
        }
    }

    private static Ok<JsonObject> Shown(HttpContext context, ToolDetail tool)
    {
        context.Response.Headers.ETag = $"\"{tool.Shown.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(ViewOf(tool));
    }

    private static JsonObject ViewOf(ToolDetail tool)
    {
        var status = new JsonObject
        {
            ["current"] = tool.Versions.Any(version => version.IsCurrent && version.Version == tool.Shown.Version),
            ["retired"] = tool.IsRetired,
            ["accepted_at"] = tool.Shown.AcceptedAt.ToString("O", CultureInfo.InvariantCulture),
            ["accepted_by"] = tool.Shown.AcceptedBy,
            ["contract"] = tool.Shown.ContractHash,
            ["versions"] = new JsonArray([.. tool.Versions.Select(version => (JsonNode)version.Version)]),
            ["agents"] = new JsonArray([.. tool.Agents.Select(agent => (JsonNode)agent)]),
            ["stopped"] = StopViews.Of(tool.Stop),
        };
        return ResourceBody.Of(tool.Shown.Document, status);
    }

    private static JsonObject StatusOf(ToolRow row) => new()
    {
        ["current"] = true,
        ["accepted_at"] = row.Version.AcceptedAt.ToString("O", CultureInfo.InvariantCulture),
        ["accepted_by"] = row.Version.AcceptedBy,
        ["contract"] = row.Version.ContractHash,
        ["stopped"] = StopViews.Of(row.Stop),
    };
}
