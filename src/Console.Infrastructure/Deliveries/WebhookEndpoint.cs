using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>An address that is told of events, or an agent's callback secret when <see cref="Agent"/> is set.</summary>
public sealed class WebhookEndpoint
{
    public required WebhookEndpointId Id { get; init; }
    /// <summary>Empty where the row only holds the secret that signs an agent's callbacks.</summary>
    public required string Url { get; set; }
    /// <summary>Which shape it takes its messages in.</summary>
    public BodyForm Form { get; init; }
    /// <summary>The whole address where it is a secret itself, and <see cref="Url"/> only its origin.</summary>
    public byte[]? SealedUrl { get; init; }
    public string? Agent { get; init; }
    public string Description { get; set; } = "";
    /// <summary>Event types separated by commas; empty means every decision.</summary>
    public string EventTypes { get; set; } = "";
    public required byte[] SealedSecret { get; set; }
    /// <summary>While the secret is being rotated: the one before, which still signs too.</summary>
    public byte[]? SealedPreviousSecret { get; set; }
    public DateTimeOffset? PreviousSecretUntil { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
    public string? DisabledReason { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    public bool IsDisabled => DisabledAt is not null;

    /// <summary>Whoever issues an agent's keys also holds its callback secret; the rest is for those who run deliveries.</summary>
    public Permission Needs => Agent is null ? Permission.ManageDeliveries : Permission.IssueAgentKeys;

    /// <summary>What the ledger says of the address: no path, no query, for they may hold the receiver's secret.</summary>
    public string Origin => Url.Length == 0 ? "" : OriginOf(Url);

    public static string OriginOf(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);

    // Whoever named no types knew of decisions alone, and expects nothing else.
    public bool Wants(string eventType) => EventTypes.Length == 0 ? eventType == EventType.ProposalDecided : EventTypes.Split(',').Contains(eventType);

    public bool HearsMoreThanAlerts => EventTypes.Split(',').Any(type => !EventType.IsOfAlert(type));

    public void Disable(string reason, DateTimeOffset now)
    {
        (DisabledAt, DisabledReason) = (now, reason);
        Version++;
    }

    /// <summary>A new secret signs from now on, and until then the one before signs too.</summary>
    public void Rotate(byte[] sealedSecret, DateTimeOffset previousUntil)
    {
        (SealedPreviousSecret, PreviousSecretUntil, SealedSecret) = (SealedSecret, previousUntil, sealedSecret);
        Version++;
    }
}
