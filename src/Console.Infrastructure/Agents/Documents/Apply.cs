using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>Bring tools and agents to what these documents say, all of them or none.</summary>
public sealed record Apply(Caller Caller, IReadOnlyList<SourceDocument> Documents, bool IsDryRun);
