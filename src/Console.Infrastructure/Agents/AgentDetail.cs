using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>An agent with everything its page shows.</summary>
/// <param name="Document">Null where this version of the console cannot read it; the agent may then do nothing.</param>
/// <param name="Stops">The stops that reach it, by name or with everything.</param>
public sealed record AgentDetail(
    Agent Agent, AgentDocument? Document, IReadOnlyList<ManifestRow> Manifest, string? RegisteredBy, IReadOnlyList<StopRow> Stops, Coverage Coverage);
