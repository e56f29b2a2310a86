namespace AgentConsole.Domain;

/// <summary>One thing wrong with an input: where (a JSON pointer), which stable code, and a sentence for a person.</summary>
public sealed record Fault(string Pointer, string Code, string Message);
