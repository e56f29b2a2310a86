namespace AgentConsole.Domain.Deliveries;

/// <summary>The three headers of a Standard Webhooks message, as a receiver finds them.</summary>
public sealed record WebhookHeaders(string? Id, string? Timestamp, string? Signature)
{
    public const string IdName = "webhook-id";
    public const string TimestampName = "webhook-timestamp";
    public const string SignatureName = "webhook-signature";
}
