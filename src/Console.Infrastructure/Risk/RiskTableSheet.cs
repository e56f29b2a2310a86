using AgentConsole.Domain.Risk;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>The risk table in force and how it came to be.</summary>
/// <param name="Table">Null where this build cannot read it.</param>
public sealed record RiskTableSheet(RiskTable? Table, IReadOnlyList<RiskTableRow> Versions)
{
    public int Version => Versions[0].Number;
}
