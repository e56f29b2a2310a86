using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What became of the wish to add somebody.</summary>
public abstract record AddPersonOutcome
{
    private AddPersonOutcome() { }

    public sealed record Added(PersonId Id) : AddPersonOutcome;

    public sealed record Refused(AccessRefusal Why) : AddPersonOutcome;

    public sealed record WeakPassword(PasswordFault Why) : AddPersonOutcome;
}
