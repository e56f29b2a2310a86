namespace AgentConsole.Domain.Agents;

/// <summary>What an agent may spend at most, in billionths of a US dollar; null where no cap is set.</summary>
public sealed record AgentCaps(long? PerRunUsdNanos, long? PerDayUsdNanos)
{
    public static AgentCaps None { get; } = new(null, null);
}
