namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>What a person wants a permit to say of one argument; the value is that of the proposal that was read.</summary>
public sealed record PermitWish(PermitRuleKind Kind, long? AtMostNanos = null);
