using System.Text.Json.Serialization;
using AgentConsole.Infrastructure.Deliveries;

namespace AgentConsole.Web.Deliveries;

/// <summary>One attempt on the wire; what the receiver answered is a stranger's text.</summary>
public sealed record AttemptView(
    int Number, DateTimeOffset At, [property: JsonPropertyName("latency_ms")] int LatencyMilliseconds,
    int? HttpStatus, string? Fault, string? FaultDetail, string? Response)
{
    public static AttemptView Of(DeliveryAttempt attempt) => new(attempt.Number, attempt.At, attempt.LatencyMilliseconds,
        attempt.StatusCode, attempt.Fault, attempt.FaultDetail, attempt.ResponseExcerpt);
}
