namespace AgentConsole.Cedar;

/// <summary>A note on a policy, such as <c>@owner("team:billing")</c>; it has no effect on decisions.</summary>
/// <param name="Value">The text in brackets, or null where there are none.</param>
public sealed record PolicyAnnotation(string Name, string? Value);
