using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What became of an attempt to sign in.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    public sealed record Admitted(PersonStanding Person) : SignInOutcome;

    /// <summary>The password was right; the code is still to come. The stamp ends this where the password changes meanwhile.</summary>
    public sealed record SecondFactorNeeded(PersonId Person, string SecurityStamp) : SignInOutcome;

    /// <summary>Always the same answer, so that it does not tell who is here, who waits and who is disabled.</summary>
    public sealed record Refused : SignInOutcome;
}
