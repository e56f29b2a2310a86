using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>A set as a list shows it.</summary>
public sealed record PolicySetRow(PolicySet Set, PolicyVersion? Live, PolicyVersion? Draft);
