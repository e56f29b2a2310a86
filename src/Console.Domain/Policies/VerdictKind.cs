namespace AgentConsole.Domain.Policies;

/// <summary>What policy says of a proposal, from mildest to strictest; the strictest answer wins.</summary>
public enum VerdictKind
{
    Allow,
    Review,
    Deny,
}
