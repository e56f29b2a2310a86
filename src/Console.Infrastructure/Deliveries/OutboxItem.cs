using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>An outcome that must leave the house, written in the transaction that made it.</summary>
public sealed class OutboxItem
{
    public required DeliveryId Id { get; init; }
    public ProposalId? ProposalId { get; init; }
    /// <summary>Such as <c>proposal.decided</c>.</summary>
    public required string EventType { get; init; }
    /// <summary>The registered endpoint it goes to; null for a proposal's own callback.</summary>
    public WebhookEndpointId? EndpointId { get; init; }
    public required string Url { get; init; }
    /// <summary>The agent whose callback this is, and whose secret signs it; null for a registered endpoint.</summary>
    public string? Agent { get; init; }
    /// <summary>The person whom it is mailed to; the address is looked up when it is sent.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>The alert that it tells of.</summary>
    public AlertId? AlertId { get; init; }
    /// <summary>The ticket system that it goes to; the ticket itself is written when it is sent.</summary>
    public TicketTargetId? TicketTargetId { get; init; }
    /// <summary>What it tells, as JSON, where that is not read from a proposal when it is sent.</summary>
    public string? Notice { get; init; }
    public required DeliveryStatus Status { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    /// <summary>Counted when an attempt begins: one that a crash swallowed was made too, for all we know.</summary>
    public int AttemptCount { get; set; }
    /// <summary>How many of them were made before a person had it sent again, which begins the schedule anew.</summary>
    public int AttemptsBeforeResend { get; set; }
    /// <summary>A node that is sending holds it until then.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>Why it failed, or is tried again, as a stable code.</summary>
    public string? FailureCode { get; set; }
    public int Version { get; set; } = 1;

    public int AttemptsThisRound => AttemptCount - AttemptsBeforeResend;

    public static OutboxItem ToCallback(Proposal proposal, string eventType, string url, DateTimeOffset now) => new()
    {
        Id = DeliveryId.New(now),
        ProposalId = proposal.Id,
        EventType = eventType,
        Url = url,
        Agent = proposal.Agent,
        Status = DeliveryStatus.Waiting,
        CreatedAt = now,
        DueAt = now
    };

    public static OutboxItem ToEndpoint(WebhookEndpoint endpoint, string eventType, ProposalId? proposal, DateTimeOffset now) => new()
    {
        Id = DeliveryId.New(now),
        ProposalId = proposal,
        EventType = eventType,
        EndpointId = endpoint.Id,
        Url = endpoint.Url,
        Status = DeliveryStatus.Waiting,
        CreatedAt = now,
        DueAt = now
    };

    public static OutboxItem Notify(WebhookEndpoint endpoint, string eventType, string notice, DateTimeOffset now) => new()
    {
        Id = DeliveryId.New(now),
        EventType = eventType,
        EndpointId = endpoint.Id,
        Url = endpoint.Url,
        Notice = notice,
        Status = DeliveryStatus.Waiting,
        CreatedAt = now,
        DueAt = now
    };

    public static OutboxItem ToPerson(Person person, string eventType, ProposalId proposal, DateTimeOffset now) => new()
    {
        Id = DeliveryId.New(now),
        ProposalId = proposal,
        EventType = eventType,
        Url = DeliveriesLimits.MailUrl,
        PersonId = person.Id,
        Status = DeliveryStatus.Waiting,
        CreatedAt = now,
        DueAt = now
    };

    public static OutboxItem OfAlert(AlertId alert, string eventType, string notice, DateTimeOffset now, WebhookEndpoint endpoint) => new()
    {
        Id = DeliveryId.New(now),
        AlertId = alert,
        EventType = eventType,
        EndpointId = endpoint.Id,
        Url = endpoint.Url,
        Notice = notice,
        Status = DeliveryStatus.Waiting,
        CreatedAt = now,
        DueAt = now
    };

    public static OutboxItem OfAlert(AlertId alert, string eventType, string notice, DateTimeOffset now, Person owner) => new()
    {
        Id = DeliveryId.New(now),
        AlertId = alert,
        EventType = eventType,
        Url = DeliveriesLimits.MailUrl,
        PersonId = owner.Id,
        Notice = notice,
        Status = DeliveryStatus.Waiting,
        CreatedAt = now,
        DueAt = now
    };

    public static OutboxItem ToTicket(TicketTarget target, DateTimeOffset now) => new()
    {
        Id = DeliveryId.New(now),
        EventType = Domain.Deliveries.EventType.IncidentTicket,
        TicketTargetId = target.Id,
        // A webhook's path may hold its receiver's secret.
        Url = target.Kind == TicketKind.Webhook ? target.Origin : target.BaseUrl,
        Status = DeliveryStatus.Waiting,
        CreatedAt = now,
        DueAt = now
    };

    public void Close(DeliveryStatus status, string? failureCode, DateTimeOffset now)
    {
        (Status, FailureCode, ClosedAt, LeasedUntil) = (status, failureCode, now, null);
        Version++;
    }

    public void TryAgain(DateTimeOffset at, string failureCode)
    {
        (DueAt, FailureCode, LeasedUntil) = (at, failureCode, null);
        Version++;
    }

    /// <summary>Sends it once more under the same id, from the beginning of the schedule.</summary>
    public void Resend(DateTimeOffset now)
    {
        (Status, DueAt, ClosedAt, FailureCode, LeasedUntil) = (DeliveryStatus.Waiting, now, null, null, null);
        AttemptsBeforeResend = AttemptCount;
        Version++;
    }
}
