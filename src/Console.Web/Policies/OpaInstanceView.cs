namespace AgentConsole.Web.Policies;

/// <summary>An OPA by what it last said of itself.</summary>
/// <param name="Current">It decides by the bundle that is served now.</param>
public sealed record OpaInstanceView(string Id, string? Version, DateTimeOffset HeardAt, string? Revision, string? Fault, bool Current);
