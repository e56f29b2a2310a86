namespace AgentConsole.Infrastructure.Policies;

/// <summary>One of a set's own tests; the fault says what it got instead, and is null where it passed.</summary>
public sealed record PolicyTestResult(string Name, string? Fault);
