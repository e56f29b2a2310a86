using AgentConsole.Infrastructure.Deliveries.Webhooks;

namespace AgentConsole.Web.Deliveries;

/// <summary>A registered endpoint, or an agent's callback secret, on the wire; the secret itself only in the answer that made it.</summary>
public sealed record WebhookView
{
    public required string Id { get; init; }
    public string? Url { get; init; }
    public string? Agent { get; init; }
    public string? Description { get; init; }
    /// <summary>Empty means all.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }
    public bool Disabled { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }
    public string? DisabledReason { get; init; }
    /// <summary>Until then the secret before signs too.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Secret { get; init; }

    public static WebhookView Of(WebhookRow row, string? secret = null) => new()
    {
        Id = row.Id.ToString(),
        Url = row.Agent is null ? row.Url : null,
        Agent = row.Agent,
        Description = row.Agent is null ? row.Description : null,
        EventTypes = row.Agent is null ? row.EventTypes : null,
        Disabled = row.DisabledAt is not null,
        DisabledAt = row.DisabledAt,
        DisabledReason = row.DisabledReason,
        PreviousSecretUntil = row.PreviousSecretUntil,
        CreatedAt = row.CreatedAt,
        Secret = secret
    };
}
