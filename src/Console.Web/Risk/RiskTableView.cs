using AgentConsole.Domain;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Risk;

namespace AgentConsole.Web.Risk;

/// <summary>The risk table in force, what each of its points is for, and the versions before it.</summary>
/// <param name="Points">By the name of what they are given for.</param>
/// <param name="Meanings">By the same names, a sentence for people.</param>
public sealed record RiskTableView(
    int Version, IReadOnlyDictionary<string, int> Points, IReadOnlyList<MoneyStep> Money,
    IReadOnlyDictionary<string, string> Meanings, IReadOnlyList<RiskTableRow> Versions)
{
    internal static RiskTableView Of(RiskTableSheet sheet, RiskTable table) => new(
        table.Version,
        Enum.GetValues<RiskWeight>().ToDictionary(WireName.Of, table.PointsOf),
        table.Money,
        Enum.GetValues<RiskWeight>().ToDictionary(WireName.Of, RiskWords.MeaningOf),
        sheet.Versions);
}
