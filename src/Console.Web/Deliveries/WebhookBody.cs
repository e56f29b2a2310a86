namespace AgentConsole.Web.Deliveries;

/// <summary>A change of a registered endpoint, as the API's description shows it.</summary>
internal sealed record WebhookBody
{
    public required Uri Url { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? EventTypes { get; init; }
    public bool? Disabled { get; init; }
}
