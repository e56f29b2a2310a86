using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>A ticket of an incident in one target, on its way or there.</summary>
public sealed class IncidentTicket
{
    /// <summary>The delivery that carries it out.</summary>
    public required DeliveryId DeliveryId { get; init; }
    public required IncidentId IncidentId { get; init; }
    public required TicketTargetId TargetId { get; init; }
    /// <summary>The target as it was called: it may be removed.</summary>
    public required string TargetName { get; init; }
    public required TicketKind Kind { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>What it is called there; null until it is there.</summary>
    public string? Key { get; private set; }
    /// <summary>Where people find it: http or https on the target's own host.</summary>
    public string? Url { get; private set; }

    public void Filed(TicketReceipt receipt) => (Key, Url) = (receipt.Key, receipt.Url);
}
