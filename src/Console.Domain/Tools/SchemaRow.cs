namespace AgentConsole.Domain.Tools;

/// <summary>One argument as a schema describes it.</summary>
/// <param name="Path">Names from the root with dots; <c>[]</c> stands for every element.</param>
public sealed record SchemaRow(string Path, int Depth, string Type, bool IsRequired, string Rules, string? Description);
