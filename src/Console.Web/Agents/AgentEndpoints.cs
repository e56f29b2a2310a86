using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Agents;

/// <summary>Agents as plain resources, with the members of the <c>Agent</c> document.</summary>
internal static class AgentEndpoints
{
    public static async Task<IResult> ListAsync(
        AgentQuery query, string? search, string? stage, string? dri, bool? stopped, bool? archived, string? cursor, string? limit,
        CancellationToken cancellation)
    {
        Stage? only = null;
        if (stage is not null)
        {
            if (!WireName.TryParse<Stage>(stage, out var named)) return RequestBody.Malformed("", "There is no such stage.");
            only = named;
        }

        if (!ListPosition.TryReadName(cursor, limit, out var after, out var count)) return ListPosition.Malformed;
        var filter = new AgentFilter(search ?? "", only, dri ?? "", stopped == true, archived == true);
        var rows = await query.AfterAsync(filter, after, count + 1, cancellation);
        return TypedResults.Ok(ListView.Of(rows, count, row => ResourceBody.Of(row.Agent.Document, StatusOf(row.Agent, row.Coverage, row.Stop)), row => row.Name));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string id, AgentQuery query, CancellationToken cancellation) =>
        await query.FindAsync(id, cancellation) is { } agent ? Shown(context, agent) : Problems.NotFound("agent");

    public static async Task<IResult> CreateAsync(HttpContext context, RegisterAgentHandler handler, AgentQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, AgentLimits.DocumentBytesMax * 2, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (document, _, refusal) = ResourceBody.Read(body.RootElement);
            return refusal ?? await AnswerAsync(context, await handler.HandleAsync(new(context.Caller(), document), cancellation), query, cancellation);
        }
    }

    public static async Task<IResult> ReplaceAsync(HttpContext context, string id, ChangeAgentHandler handler, AgentQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, AgentLimits.DocumentBytesMax * 2, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (document, read, refusal) = ResourceBody.Read(body.RootElement);
            if (refusal is not null) return refusal;
            var seen = ResourceBody.VersionOf(context.Request) ?? read;
            return await AnswerAsync(context, await handler.HandleAsync(new(context.Caller(), id, seen, document), cancellation), query, cancellation);
        }
    }

    public static async Task<IResult> ArchiveAsync(HttpContext context, string id, ArchiveAgentHandler handler, CancellationToken cancellation)
    {
        var outcome = await handler.HandleAsync(new(context.Caller(), id), cancellation);
        return outcome is AgentOutcome.Archived or AgentOutcome.Unchanged ? TypedResults.NoContent() : Refusal(context, outcome);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, AgentOutcome outcome, AgentQuery query, CancellationToken cancellation) => outcome switch
    {
        AgentOutcome.Registered registered when await query.FindAsync(registered.Name, cancellation) is { } agent =>
            TypedResults.Created("/api/v1/agents/" + Uri.EscapeDataString(registered.Name), ViewOf(agent)),
        AgentOutcome.Changed changed when await query.FindAsync(changed.Name, cancellation) is { } agent => Shown(context, agent),
        AgentOutcome.Unchanged same when await query.FindAsync(same.Name, cancellation) is { } agent => Shown(context, agent),
        _ => Refusal(context, outcome),
    };

    private static IResult Refusal(HttpContext context, AgentOutcome outcome) => outcome switch
    {
        AgentOutcome.NameTaken taken => Problems.Of(StatusCodes.Status409Conflict, taken.IsArchived ? "archived" : "name_taken",
            taken.IsArchived ? $"{taken.Name} is archived; its name stays with it." : $"{taken.Name} is registered already."),
        AgentOutcome.Stale stale => ResourceBody.Stale(context.Request, stale.Version),
        AgentOutcome.Unknown => Problems.NotFound("agent"),
        AgentOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid",
            "The agent's document was not taken.", malformed.Faults),
        AgentOutcome.NotYourAgent => AccessProblems.NotYourAgent(),
        AgentOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static Ok<JsonObject> Shown(HttpContext context, AgentDetail agent)
    {
        context.Response.Headers.ETag = $"\"{agent.Agent.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(ViewOf(agent));
    }

    private static JsonObject ViewOf(AgentDetail agent) => ResourceBody.Of(agent.Agent.Document, StatusOf(agent.Agent, agent.Coverage, agent.Stops.Count > 0 ? agent.Stops[0] : null));

    private static JsonObject StatusOf(Agent agent, Coverage coverage, StopRow? stop) => new()
    {
        ["version"] = agent.Version,
        ["registered_at"] = agent.RegisteredAt.ToString("O", CultureInfo.InvariantCulture),
        ["changed_at"] = agent.ChangedAt.ToString("O", CultureInfo.InvariantCulture),
        ["archived"] = agent.IsArchived,
        ["answered_for_by"] = WireName.Of(coverage),
        ["stopped"] = StopViews.Of(stop),
    };
}
