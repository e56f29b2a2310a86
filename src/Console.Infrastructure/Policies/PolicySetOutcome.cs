using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What came of a command about a policy set.</summary>
public abstract record PolicySetOutcome
{
    /// <summary>Done; the version as it is now.</summary>
    public sealed record Done(PolicySet Set, PolicyVersion Version) : PolicySetOutcome;

    /// <summary>It says already what was to be said.</summary>
    public sealed record Unchanged(PolicySet Set, PolicyVersion Version) : PolicySetOutcome;

    public sealed record RoleMissing(Permission Needed) : PolicySetOutcome;

    /// <summary>Who wrote on it does not publish it.</summary>
    public sealed record SecondPersonNeeded(IReadOnlyList<string> Authors) : PolicySetOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : PolicySetOutcome;

    /// <summary>It fails the schema or its own tests.</summary>
    public sealed record NotPublishable(PolicyReport Report) : PolicySetOutcome;

    /// <summary>Somebody changed it since it was read.</summary>
    public sealed record Stale(int Version) : PolicySetOutcome;

    /// <summary>What is there does not take this step: nothing to publish, nothing to go back to.</summary>
    public sealed record NotNow(string Why) : PolicySetOutcome;

    public sealed record NotFound : PolicySetOutcome;

    private PolicySetOutcome() { }
}
