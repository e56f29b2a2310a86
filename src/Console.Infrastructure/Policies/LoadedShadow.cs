using AgentConsole.Infrastructure.Policies.Cedar;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>The live sets with a version under trial in its set's place.</summary>
public sealed record LoadedShadow(string Set, int Number, CedarRules Rules);
