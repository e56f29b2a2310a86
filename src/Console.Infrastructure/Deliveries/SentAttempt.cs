using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents.Tickets;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>An attempt as it went, before it is written down.</summary>
internal sealed record SentAttempt(AttemptOutcome Outcome, DateTimeOffset At, TimeSpan Latency)
{
    public string? FaultDetail { get; init; }
    public string? ResponseExcerpt { get; init; }
    /// <summary>What a ticket system said of the ticket that it keeps now.</summary>
    public TicketReceipt? Receipt { get; init; }
}
