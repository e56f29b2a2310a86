using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Keep this text as the set's draft.</summary>
/// <param name="VersionSeen">The set's version as the writer read it; null to write over whatever is there.</param>
public sealed record SavePolicy(Caller Caller, WrittenPolicySet Written, int? VersionSeen = null);
