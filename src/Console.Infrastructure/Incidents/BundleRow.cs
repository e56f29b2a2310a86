namespace AgentConsole.Infrastructure.Incidents;

/// <summary>A version of a bundle without its content.</summary>
public sealed record BundleRow(int Number, DateTimeOffset MadeAt, string Digest, bool IsCut);
