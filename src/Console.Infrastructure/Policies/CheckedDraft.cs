namespace AgentConsole.Infrastructure.Policies;

/// <summary>What checking a draft came to, and which draft it was.</summary>
internal sealed record CheckedDraft(string Digest, PolicyReport Report);
