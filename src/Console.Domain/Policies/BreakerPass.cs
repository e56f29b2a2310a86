namespace AgentConsole.Domain.Policies;

/// <summary>The leave to call once.</summary>
/// <param name="Breaker">What is held from now on.</param>
/// <param name="IsTrial">This call finds out for all others; told again when it ended.</param>
public sealed record BreakerPass(CircuitBreaker Breaker, bool IsTrial);
