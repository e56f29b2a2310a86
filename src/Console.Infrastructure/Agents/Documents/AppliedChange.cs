using AgentConsole.Domain;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>What applying one document did, or would do.</summary>
/// <param name="Version">The tool's or the agent's version afterwards.</param>
/// <param name="Differences">From what stands now; empty for what is new or the same.</param>
public sealed record AppliedChange(
    SourceDocument Document, string Kind, string Name, int Version, AppliedVerb Verb, IReadOnlyList<DocumentDifference> Differences);
