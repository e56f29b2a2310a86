using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Deliveries;

/// <summary>Registered endpoints and agents' callback secrets, for operators and their scripts.</summary>
internal static class WebhookEndpoints
{
    private const int BodyBytesMax = 16 * 1024;

    public static async Task<IResult> ListAsync(WebhooksQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.ListAsync(position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(row => WebhookView.Of(row)), page.Next?.ToString()));
    }

    public static async Task<IResult> GetAsync(string id, WebhooksQuery query, CancellationToken cancellation) =>
        WebhookEndpointId.TryParse(id, out var webhook) && await query.FindAsync(webhook, cancellation) is { } row
            ? TypedResults.Ok(WebhookView.Of(row))
            : Problems.NotFound("webhook");

    /// <summary>With an <c>agent</c> it is the secret of that agent's callbacks; with a <c>url</c> an endpoint that is told of events.</summary>
    public static async Task<IResult> CreateAsync(HttpContext context, RegisterWebhookHandler register, IssueCallbackSecretHandler issue,
        WebhooksQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            if (members.Text("agent", AgentLimits.NameLengthMax) is { } agent)
            {
                return await AnswerAsync(await issue.HandleAsync(new(context.Caller(), agent), cancellation), query, isNew: true, cancellation);
            }

            var form = Form(members);
            if (members.Faults.Count > 0) return Unreadable(members);
            return await AnswerAsync(await register.HandleAsync(new(context.Caller(), form), cancellation), query, isNew: true, cancellation);
        }
    }

    public static async Task<IResult> ChangeAsync(HttpContext context, string id, ChangeWebhookHandler handler, WebhooksQuery query, CancellationToken cancellation)
    {
        if (!WebhookEndpointId.TryParse(id, out var webhook)) return Problems.NotFound("webhook");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var form = Form(members);
            var isDisabled = members.Flag("disabled") ?? false;
            if (members.Faults.Count > 0) return Unreadable(members);
            return await AnswerAsync(await handler.HandleAsync(new(context.Caller(), webhook, form, isDisabled), cancellation), query, isNew: false, cancellation);
        }
    }

    public static async Task<IResult> RemoveAsync(HttpContext context, string id, RemoveWebhookHandler handler, WebhooksQuery query, CancellationToken cancellation)
    {
        if (!WebhookEndpointId.TryParse(id, out var webhook)) return Problems.NotFound("webhook");
        var outcome = await handler.HandleAsync(new(context.Caller(), webhook), cancellation);
        return outcome is WebhookOutcome.Done ? TypedResults.NoContent() : await AnswerAsync(outcome, query, isNew: false, cancellation);
    }

    public static async Task<IResult> RotateAsync(HttpContext context, string id, RotateWebhookSecretHandler handler, WebhooksQuery query, CancellationToken cancellation) =>
        WebhookEndpointId.TryParse(id, out var webhook)
            ? await AnswerAsync(await handler.HandleAsync(new(context.Caller(), webhook), cancellation), query, isNew: false, cancellation)
            : Problems.NotFound("webhook");

    public static async Task<IResult> TestAsync(HttpContext context, string id, TestWebhookHandler handler, WebhooksQuery query, CancellationToken cancellation) =>
        WebhookEndpointId.TryParse(id, out var webhook)
            ? await AnswerAsync(await handler.HandleAsync(new(context.Caller(), webhook), cancellation), query, isNew: false, cancellation)
            : Problems.NotFound("webhook");

    private static WebhookForm Form(MemberReader members) => new(
        members.Text("url", DeliveriesLimits.UrlCharactersMax, isRequired: true) ?? "",
        members.Text("description", DeliveriesLimits.DescriptionCharactersMax) ?? "",
        EventTypes(members));

    private static List<string> EventTypes(MemberReader members)
    {
        if (members.Element("event_types", JsonValueKind.Array, isRequired: false) is not { } types) return [];
        try
        {
            if (types.GetArrayLength() <= DeliveriesLimits.EventTypesMax && types.EnumerateArray().All(type => type.ValueKind == JsonValueKind.String))
                return [.. types.EnumerateArray().Select(type => type.GetString()!)];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
        }

        members.Wrong("event_types", $"must hold at most {DeliveriesLimits.EventTypesMax} texts");
        return [];
    }

    private static ProblemHttpResult Unreadable(MemberReader members) =>
        Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The webhook cannot be read.", members.Faults);

    private static async Task<IResult> AnswerAsync(WebhookOutcome outcome, WebhooksQuery query, bool isNew, CancellationToken cancellation)
    {
        switch (outcome)
        {
            case WebhookOutcome.SecretShown shown:
                var view = WebhookView.Of((await query.FindAsync(shown.Id, cancellation))!, shown.Secret.Reveal());
                return isNew ? TypedResults.Created($"/api/v1/webhooks/{view.Id}", view) : TypedResults.Ok(view);
            case WebhookOutcome.Done done:
                return TypedResults.Ok(WebhookView.Of((await query.FindAsync(done.Id, cancellation))!));
            case WebhookOutcome.TestQueued queued:
                return TypedResults.Accepted($"/api/v1/deliveries/{queued.Delivery}", new { delivery = queued.Delivery.ToString() });
            case WebhookOutcome.NotYourAgent:
                return AccessProblems.NotYourAgent();
            case WebhookOutcome.RoleMissing missing:
                return AccessProblems.RoleMissing(missing.Needs);
            case WebhookOutcome.Malformed malformed:
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "webhook_invalid", DeliveryWords.Sentence(outcome), malformed.Faults);
            case WebhookOutcome.Unknown:
                return Problems.NotFound("webhook");
            case WebhookOutcome.UnknownAgent:
                return Problems.NotFound("agent");
            case WebhookOutcome.HasSecret has:
                return Problems.Of(StatusCodes.Status409Conflict, "has_secret", DeliveryWords.Sentence(outcome),
                    new Dictionary<string, object?> { ["id"] = has.Id.ToString() });
            case WebhookOutcome.NoAddress:
                return Problems.Of(StatusCodes.Status409Conflict, "no_address", DeliveryWords.Sentence(outcome));
            case WebhookOutcome.TooMany:
                return Problems.Of(StatusCodes.Status409Conflict, "too_many", DeliveryWords.Sentence(outcome));
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }
}
