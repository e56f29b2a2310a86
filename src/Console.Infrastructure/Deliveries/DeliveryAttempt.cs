using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>One try to deliver, and what the receiver answered.</summary>
public sealed class DeliveryAttempt
{
    public required DeliveryId DeliveryId { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int LatencyMilliseconds { get; init; }
    public int? StatusCode { get; init; }
    /// <summary>Why there is no status code, in a stable word such as <c>timed_out</c> or <c>address_blocked</c>.</summary>
    public string? Fault { get; init; }
    /// <summary>The same in a sentence.</summary>
    public string? FaultDetail { get; init; }
    /// <summary>The beginning of the answer: hostile text.</summary>
    public string? ResponseExcerpt { get; init; }
}
