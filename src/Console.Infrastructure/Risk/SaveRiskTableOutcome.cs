using AgentConsole.Domain;
using AgentConsole.Domain.Risk;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>What came of a change of the risk table.</summary>
public abstract record SaveRiskTableOutcome
{
    /// <summary>In force from now on; <paramref name="IsSame"/> where it is as it was, and nothing was saved.</summary>
    public sealed record Saved(RiskTable Table, bool IsSame) : SaveRiskTableOutcome;

    /// <summary>It is not what was read any more.</summary>
    public sealed record Changed(int Version) : SaveRiskTableOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : SaveRiskTableOutcome;

    public sealed record Refused : SaveRiskTableOutcome;

    private SaveRiskTableOutcome() { }
}
