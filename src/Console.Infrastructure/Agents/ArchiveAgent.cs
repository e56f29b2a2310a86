using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Put an agent away for good.</summary>
public sealed record ArchiveAgent(Caller Caller, string Name);
