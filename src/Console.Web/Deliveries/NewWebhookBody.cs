namespace AgentConsole.Web.Deliveries;

/// <summary>A webhook, as the API's description shows it: with <c>agent</c> that agent's callback secret, otherwise an endpoint with its <c>url</c>.</summary>
internal sealed record NewWebhookBody
{
    public string? Agent { get; init; }
    public Uri? Url { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? EventTypes { get; init; }
}
