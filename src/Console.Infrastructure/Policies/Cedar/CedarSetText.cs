namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>The text of one version of one set.</summary>
public sealed record CedarSetText(string Name, int Version, string Text);
