using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Risk;

/// <summary>What the facts alone say: effect, place, money, kind of data, and how far the agent is trusted.</summary>
internal static class FactFactors
{
    private const ulong NanosPerUnit = 1_000_000_000;

    public static IEnumerable<RiskFactor> Of(RiskSituation situation)
    {
        var (facts, table) = (situation.Facts, situation.Table);
        yield return new("side_effect", EffectPoints(table, facts.SideEffect), $"The tool's effect is {WireName.Of(facts.SideEffect)}.");
        if (facts.SideEffect != SideEffect.Read)
        {
            if (EnvironmentName.IsProduction(facts.Environment)) yield return Of(RiskWeight.Production, "environment", "It acts on production.");
            if (facts.Sensitivity.Contains(Sensitivity.External)) yield return Of(RiskWeight.External, "external", "It reaches outside.");
            if (facts.MoneyNanos is { } money)
            {
                yield return new("money", MoneyPoints(table, money), facts.Currency is null ? $"It moves {Money.Text(money)}." : $"It moves {Money.Text(money)} {facts.Currency}.");
                if (situation.MoneyLimitNanos is { } limit) yield return OfLimit(table, money, limit);
            }
            else if (facts.Sensitivity.Contains(Sensitivity.Money))
            {
                yield return Of(RiskWeight.MoneyUnknown, "money", "It moves money, and how much cannot be read.");
                if (situation.MoneyLimitNanos is not null) yield return Of(RiskWeight.LimitOver, "money_limit", "There is a limit, and whether it holds cannot be read.");
            }

            yield return new("stage", StagePoints(table, facts.Stage), $"The agent's stage is {WireName.Of(facts.Stage)}.");
        }

        if (facts.Sensitivity.Contains(Sensitivity.Secrets)) yield return Of(RiskWeight.Secrets, "secrets", "It touches secrets.");
        if (facts.Sensitivity.Contains(Sensitivity.Infrastructure)) yield return Of(RiskWeight.Infrastructure, "infrastructure", "It touches infrastructure.");
        if (facts.Sensitivity.Contains(Sensitivity.PersonalData)) yield return Of(RiskWeight.PersonalData, "personal_data", "It touches personal data.");

        RiskFactor Of(RiskWeight weight, string name, string why) => new(name, table.PointsOf(weight), why);
    }

    /// <summary>How large an amount is, whichever way it goes.</summary>
    public static ulong SizeOf(long nanos) => nanos < 0 ? unchecked((ulong)-nanos) : (ulong)nanos;

    private static int EffectPoints(RiskTable table, SideEffect effect) => effect switch
    {
        SideEffect.Read => 0,
        SideEffect.Write => table.PointsOf(RiskWeight.Write),
        SideEffect.Irreversible => table.PointsOf(RiskWeight.Irreversible),
    };

    private static int StagePoints(RiskTable table, Stage stage) => stage switch
    {
        Stage.Propose => table.PointsOf(RiskWeight.StagePropose),
        Stage.ReadOnly => table.PointsOf(RiskWeight.StageReadOnly),
        Stage.StagingWrites => table.PointsOf(RiskWeight.StageStagingWrites),
        Stage.NarrowProductionWrites => table.PointsOf(RiskWeight.StageNarrowProductionWrites),
        Stage.Autonomous => 0,
    };

    // INVARIANT: more money is never fewer points; the table's steps rise.
    private static int MoneyPoints(RiskTable table, long nanos)
    {
        var units = SizeOf(nanos) / NanosPerUnit;
        return table.Money.First(step => step.Below is null || units < (ulong)step.Below.Value).Points;
    }

    private static RiskFactor OfLimit(RiskTable table, long money, long limit)
    {
        var (size, most) = ((decimal)SizeOf(money), (decimal)SizeOf(limit));
        var (weight, words) = size > most ? (RiskWeight.LimitOver, "more than")
            : size * 10 >= most * 8 ? (RiskWeight.LimitNear, "almost all of")
            : size * 2 >= most ? (RiskWeight.LimitHalf, "half or more of")
            : ((RiskWeight?)null, "");
        return new("money_limit", weight is { } reached ? table.PointsOf(reached) : 0, $"It is {words} what may be moved at once ({Money.Text(limit)}).");
    }
}
