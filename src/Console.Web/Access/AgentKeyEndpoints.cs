using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Access;

/// <summary>An agent's keys as plain resources.</summary>
internal static class AgentKeyEndpoints
{
    private const int BodyBytesMax = 16 * 1024;

    public static async Task<IResult> ListAsync(string name, AgentKeyQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.PageAsync(name, position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(AgentKeyView.Of), page.Next?.ToString()));
    }

    public static async Task<IResult> GetAsync(string name, string id, AgentKeyQuery query, CancellationToken cancellation) =>
        AgentKeyId.TryParse(id, out var key) && await query.FindAsync(name, key, cancellation) is { } row
            ? TypedResults.Ok(AgentKeyView.Of(row))
            : Problems.NotFound("key");

    public static async Task<IResult> IssueAsync(HttpContext context, string name, IssueAgentKeyHandler handler, TimeProvider clock, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var environment = members.Text("environment", AccessLimits.EnvironmentLengthMax, isRequired: true);
            var days = members.Number("expires_in_days", 1, AccessLimits.KeyLifetimeDaysMax) ?? AccessLimits.KeyLifetimeDaysDefault;
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The key cannot be read.", members.Faults);

            var command = new IssueAgentKey(context.Caller(), name, environment!, Holder: null, clock.Instant().AddDays(days));
            return await handler.HandleAsync(command, cancellation) switch
            {
                IssueAgentKeyOutcome.Issued issued => TypedResults.Created(
                    $"/api/v1/agents/{Uri.EscapeDataString(name)}/keys/{issued.Key.Id}", AgentKeyView.Of(issued.Key) with { Key = issued.Secret.Reveal() }),
                IssueAgentKeyOutcome.Refused refused => AccessProblems.Of(refused.Why),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    public static async Task<IResult> RevokeAsync(HttpContext context, string name, string id, RevokeAgentKeyHandler handler, CancellationToken cancellation) =>
        AgentKeyId.TryParse(id, out var key)
            ? PeopleEndpoints.Answer(await handler.HandleAsync(new(context.Caller(), name, key), cancellation))
            : Problems.NotFound("key");
}
