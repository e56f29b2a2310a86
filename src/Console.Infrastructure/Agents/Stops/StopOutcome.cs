using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>What came of throwing or lifting a stop switch.</summary>
public abstract record StopOutcome
{
    public sealed record Stopped(DateTimeOffset At, StopReport Report) : StopOutcome;

    /// <summary>Somebody was faster; what that stop had not reached yet is reached now.</summary>
    public sealed record AlreadyStopped(string By, DateTimeOffset At, string Reason, StopReport Report) : StopOutcome;

    /// <summary>The stop is lifted; <paramref name="StillStopped"/> proposals stay frozen under another one.</summary>
    public sealed record Resumed(int Thawed, int StillStopped) : StopOutcome;

    public sealed record NotStopped : StopOutcome;

    /// <summary>There is no such agent or tool.</summary>
    public sealed record Unknown : StopOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : StopOutcome;

    /// <summary>The caller answers for other agents; this stop is for its own DRI to lift, or for security.</summary>
    public sealed record NotYourAgent : StopOutcome;

    public sealed record RoleMissing(Permission Needed) : StopOutcome;

    private StopOutcome() { }
}
