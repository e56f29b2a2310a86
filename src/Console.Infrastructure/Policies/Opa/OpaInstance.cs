namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>What an OPA last said of itself.</summary>
/// <param name="Revision">Of our bundle, as it decides there; null where it has none.</param>
/// <param name="Fault">Why it could not take the bundle over.</param>
public sealed record OpaInstance(string Id, string? Version, DateTimeOffset HeardAt, string? Revision, string? Fault);
