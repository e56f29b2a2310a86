using System.Globalization;

namespace AgentConsole.Domain.Risk;

/// <summary>What is worth something else in one table than in another, a line each.</summary>
public static class RiskTableDifference
{
    public static IReadOnlyList<string> Of(RiskTable before, RiskTable after)
    {
        var lines = Enum.GetValues<RiskWeight>().Where(weight => before.PointsOf(weight) != after.PointsOf(weight))
            .Select(weight => string.Create(CultureInfo.InvariantCulture, $"{WireName.Of(weight)} {before.PointsOf(weight)} > {after.PointsOf(weight)}")).ToList();
        if (!before.Money.SequenceEqual(after.Money)) lines.Add($"money {TextOf(before)} > {TextOf(after)}");
        return lines;
    }

    private static string TextOf(RiskTable table) => string.Join(' ', table.Money.Select(step => step.Below is { } below
        ? string.Create(CultureInfo.InvariantCulture, $"<{below}:{step.Points}")
        : string.Create(CultureInfo.InvariantCulture, $"else:{step.Points}")));
}
