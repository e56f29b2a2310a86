namespace AgentConsole.Domain.Tools;

/// <summary>How the console reads the current state of what a proposal would change.</summary>
/// <param name="Url">A template; <c>{name}</c> in its path or query stands for the argument with that name.</param>
/// <param name="Select">The fields of the snapshot: name, and JSON pointer into the answer.</param>
public sealed record ToolPreview(string Url, IReadOnlyList<KeyValuePair<string, string>> Select);
