namespace AgentConsole.Infrastructure.Spend;

/// <summary>What an agent's caps leave, in billionths of a US dollar; null where nothing caps it.</summary>
public sealed record SpendLeft(long? RunNanos, long? DayNanos);
