using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What became of a change of somebody's own credentials.</summary>
public abstract record AccountOutcome
{
    private AccountOutcome() { }

    /// <summary>Done; every sign-in from before is over, this one goes on with the new standing.</summary>
    /// <param name="RecoveryCodes">Shown once; empty where none were made.</param>
    public sealed record Changed(PersonStanding Person, IReadOnlyList<ShownOnce> RecoveryCodes) : AccountOutcome;

    public sealed record Refused(AccessRefusal Why) : AccountOutcome;

    public sealed record WeakPassword(PasswordFault Why) : AccountOutcome;
}
