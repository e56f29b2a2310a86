using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What became of the wish for a password link.</summary>
public abstract record IssuePasswordLinkOutcome
{
    private IssuePasswordLinkOutcome() { }

    public sealed record Issued(ShownOnce Code) : IssuePasswordLinkOutcome;

    public sealed record Refused(AccessRefusal Why) : IssuePasswordLinkOutcome;
}
