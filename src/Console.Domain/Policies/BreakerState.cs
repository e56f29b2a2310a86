namespace AgentConsole.Domain.Policies;

/// <summary>Whether what is called through a breaker is called at all.</summary>
public enum BreakerState
{
    /// <summary>It answers, and is called.</summary>
    Closed,
    /// <summary>It failed too often in a row, and is left alone for a while.</summary>
    Open,
    /// <summary>The while is over: one call finds out for all.</summary>
    HalfOpen,
}
