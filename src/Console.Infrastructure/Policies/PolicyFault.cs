namespace AgentConsole.Infrastructure.Policies;

/// <summary>One thing wrong with a set's text or tests; line and column count from one, zero where there is no place.</summary>
public sealed record PolicyFault(int Line, int Column, string Code, string Message, string? Rule = null);
