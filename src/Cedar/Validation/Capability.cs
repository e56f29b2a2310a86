namespace AgentConsole.Cedar.Validation;

/// <summary>What a test that held makes safe: an optional attribute, or a tag, of what an expression gives.</summary>
internal readonly record struct Capability(string Target, string Name, bool IsTag);
