using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What became of the wish for a key.</summary>
public abstract record IssueAgentKeyOutcome
{
    private IssueAgentKeyOutcome() { }

    public sealed record Issued(AgentKeyRow Key, ShownOnce Secret) : IssueAgentKeyOutcome;

    public sealed record Refused(AccessRefusal Why) : IssueAgentKeyOutcome;
}
