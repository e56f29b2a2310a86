using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Deliveries;

namespace AgentConsole.Web.Deliveries;

/// <summary>A delivery on the wire.</summary>
public sealed record DeliveryView
{
    public required string Id { get; init; }
    public required string EventType { get; init; }
    public required string? ProposalId { get; init; }
    public required string? Agent { get; init; }
    public required string? Tool { get; init; }
    public required string Url { get; init; }
    /// <summary>The registered endpoint; absent for a proposal's own callback and for e-mail.</summary>
    public required string? WebhookId { get; init; }
    /// <summary>The person it is mailed to; absent for what goes by HTTP.</summary>
    public required string? UserId { get; init; }
    public required string State { get; init; }
    public required string? FailureCode { get; init; }
    public required int? HttpStatus { get; init; }
    public required int AttemptCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When it is tried next; absent once it is over.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
    /// <summary>The last first; only where one delivery is asked for.</summary>
    public IReadOnlyList<AttemptView>? Attempts { get; init; }

    public static DeliveryView Of(DeliveryRow row, IReadOnlyList<DeliveryAttempt>? attempts = null) => new()
    {
        Id = row.Id.ToString(),
        EventType = row.EventType,
        ProposalId = row.ProposalId?.ToString(),
        Agent = row.Agent,
        Tool = row.Tool,
        Url = row.Url,
        WebhookId = row.EndpointId?.ToString(),
        UserId = row.PersonId is { } person ? new PersonId(person).ToString() : null,
        State = WireName.Of(row.Status),
        FailureCode = row.FailureCode,
        HttpStatus = row.LastHttpStatus,
        AttemptCount = row.AttemptCount,
        CreatedAt = row.CreatedAt,
        NextAttemptAt = row.ClosedAt is null ? row.DueAt : null,
        ClosedAt = row.ClosedAt,
        Attempts = attempts?.Select(AttemptView.Of).ToList()
    };
}
