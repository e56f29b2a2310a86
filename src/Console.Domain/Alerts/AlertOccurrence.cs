namespace AgentConsole.Domain.Alerts;

/// <summary>One look at which what an alert tells of was there.</summary>
public sealed class AlertOccurrence
{
    public required Guid Id { get; init; }
    public required AlertId AlertId { get; init; }
    public required AlertRuleId RuleId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long ValueMicros { get; init; }
    public required long LimitMicros { get; init; }
    /// <summary>Whether it began here, or began again.</summary>
    public required bool IsFiring { get; init; }
}
