using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Web.Access;
using AgentConsole.Web.Deliveries;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Alerts;

/// <summary>Who hears of alerts besides those who look at the console.</summary>
internal static class AlertChannelEndpoints
{
    private const int BodyBytesMax = 16 * 1024;

    public static async Task<IResult> ListAsync(AlertChannelQuery query, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.ListAsync(cancellation)).Select(row => AlertChannelView.Of(row))));

    public static async Task<IResult> AddAsync(HttpContext context, AddAlertChannelHandler handler, AlertChannelQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var form = AlertChannelView.FormOf(members.Text("kind", 20, isRequired: true));
            var name = members.Text("name", DeliveriesLimits.DescriptionCharactersMax, isRequired: true);
            var url = members.Text("url", DeliveriesLimits.UrlCharactersMax, isRequired: true);
            if (members.Faults.Count == 0 && form is null) members.Wrong("kind", "must be one of webhook, slack, teams");
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The channel cannot be read.", members.Faults);
            return await handler.HandleAsync(new(context.Caller(), form!.Value, name!, url!), cancellation) switch
            {
                WebhookOutcome.SecretShown shown => await CreatedAsync(shown.Id, shown.Secret.Reveal(), query, cancellation),
                WebhookOutcome.Done done => await CreatedAsync(done.Id, null, query, cancellation),
                var outcome => Refusal(outcome),
            };
        }
    }

    public static async Task<IResult> RemoveAsync(HttpContext context, string id, RemoveAlertChannelHandler handler, CancellationToken cancellation) =>
        WebhookEndpointId.TryParse(id, out var channel) ? Refusal(await handler.HandleAsync(context.Caller(), channel, cancellation)) : Problems.NotFound("channel");

    private static async Task<IResult> CreatedAsync(WebhookEndpointId id, string? secret, AlertChannelQuery query, CancellationToken cancellation) =>
        (await query.ListAsync(cancellation)).FirstOrDefault(row => row.Id == id) is { } made
            ? TypedResults.Created($"/api/v1/alert-channels/{id}", AlertChannelView.Of(made, secret))
            : Problems.NotFound("channel");

    private static IResult Refusal(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Done => TypedResults.NoContent(),
        WebhookOutcome.Unknown => Problems.NotFound("channel"),
        WebhookOutcome.TooMany => Problems.Of(StatusCodes.Status409Conflict, "too_many", DeliveryWords.Sentence(outcome)),
        WebhookOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "channel_invalid", "The channel was not taken.", malformed.Faults),
        WebhookOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needs),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
