using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What became of the wish for a token.</summary>
public abstract record IssueTokenOutcome
{
    private IssueTokenOutcome() { }

    public sealed record Issued(TokenRow Token, ShownOnce Secret) : IssueTokenOutcome;

    public sealed record Refused(AccessRefusal Why) : IssueTokenOutcome;
}
