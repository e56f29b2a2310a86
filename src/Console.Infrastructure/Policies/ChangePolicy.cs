using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Do one thing with a set as it was read.</summary>
/// <param name="DigestSeen">Of the draft that was read: another one is not what the caller means. Null only for who reads none.</param>
/// <param name="LiveSeen">For a rollback: the version that decided when the caller looked.</param>
public sealed record ChangePolicy(Caller Caller, string Set, PolicyStep Step, string? DigestSeen = null, int? LiveSeen = null);
