namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>What applying a document comes to.</summary>
public enum AppliedVerb
{
    Unchanged,
    Created,
    Changed,
}
