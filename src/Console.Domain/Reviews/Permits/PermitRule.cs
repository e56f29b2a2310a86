namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>What a permit says of one argument: by name, one of the members of the arguments.</summary>
/// <param name="Value">For the same: its canonical JSON.</param>
/// <param name="AtMostNanos">For money: the most.</param>
public sealed record PermitRule(string Argument, PermitRuleKind Kind, string? Value = null, long? AtMostNanos = null);
