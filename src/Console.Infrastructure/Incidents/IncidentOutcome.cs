using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What came of doing something to an incident.</summary>
public abstract record IncidentOutcome
{
    public sealed record Done(IncidentId Id) : IncidentOutcome;

    public sealed record NotFound(string What = "incident") : IncidentOutcome;

    /// <summary>It is not what was read.</summary>
    public sealed record Changed(int Version) : IncidentOutcome;

    /// <summary>Somebody else wrote the postmortem meanwhile: what was sent would replace what nobody here has read.</summary>
    public sealed record PostmortemChanged : IncidentOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : IncidentOutcome;

    /// <summary>Something is missing before it can be closed.</summary>
    public sealed record Incomplete(IReadOnlyList<CloseGap> Gaps) : IncidentOutcome;

    /// <summary>In this state that is not done.</summary>
    public sealed record WrongState(IncidentState State) : IncidentOutcome;

    public sealed record TooMany(string What, int Max) : IncidentOutcome;

    public sealed record RoleMissing(Permission Needs) : IncidentOutcome;

    /// <summary>Somebody else answers for this agent.</summary>
    public sealed record NotYourAgent : IncidentOutcome;

    private IncidentOutcome() { }
}
