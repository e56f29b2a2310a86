using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>An attempt as it went, before it is written down.</summary>
internal sealed record SentAttempt(AttemptOutcome Outcome, DateTimeOffset At, TimeSpan Latency)
{
    public string? FaultDetail { get; init; }
    public string? ResponseExcerpt { get; init; }
}
