using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Risk;

/// <summary>Scores a proposal from its facts alone: same facts, same score, whatever the order.</summary>
public static class RiskModel
{
    public const int ScoreMax = 100;

    private const long NanosPerUnit = 1_000_000_000;
    private const int MoneyPointsMax = 35;

    // An amount that hides is not a small one.
    private const int UnknownMoneyPoints = MoneyPointsMax;

    public static RiskAssessment Assess(Facts facts)
    {
        var factors = new List<RiskFactor>();
        void Add(string name, int points, string why)
        {
            if (points > 0) factors.Add(new(name, points, why));
        }

        Add("side_effect", SideEffectPoints(facts.SideEffect), $"The tool's effect is {WireName.Of(facts.SideEffect)}.");
        if (facts.SideEffect != SideEffect.Read)
        {
            if (EnvironmentName.IsProduction(facts.Environment)) Add("environment", 10, "It acts on production.");
            if (facts.MoneyNanos is { } money) Add("money", MoneyPoints(money), $"It moves {Spend.Money.Text(money)} {facts.Currency}.");
            else if (facts.Sensitivity.Contains(Sensitivity.Money)) Add("money", UnknownMoneyPoints, "It moves money, and how much cannot be read.");
            if (facts.Sensitivity.Contains(Sensitivity.External)) Add("external", 10, "It reaches outside.");
        }

        if (facts.Sensitivity.Contains(Sensitivity.Secrets)) Add("secrets", 15, "It touches secrets.");
        if (facts.Sensitivity.Contains(Sensitivity.Infrastructure)) Add("infrastructure", 10, "It touches infrastructure.");
        if (facts.Sensitivity.Contains(Sensitivity.PersonalData)) Add("personal_data", 5, "It touches personal data.");

        var ordered = factors.OrderByDescending(factor => factor.Points).ThenBy(factor => factor.Name, StringComparer.Ordinal).ToList();
        return new(Math.Min(ScoreMax, ordered.Sum(factor => factor.Points)), ordered);
    }

    public static RiskBand Band(int score) => score switch
    {
        < 20 => RiskBand.Low,
        < 40 => RiskBand.Guarded,
        < 60 => RiskBand.Elevated,
        < 80 => RiskBand.High,
        _ => RiskBand.Severe,
    };

    private static int SideEffectPoints(SideEffect effect) => effect switch
    {
        SideEffect.Read => 0,
        SideEffect.Write => 15,
        SideEffect.Irreversible => 35,
    };

    // INVARIANT: more money is never fewer points.
    private static int MoneyPoints(long nanos) => Math.Abs(nanos / NanosPerUnit) switch
    {
        < 10 => 2,
        < 50 => 6,
        < 100 => 10,
        < 500 => 18,
        < 5_000 => 26,
        _ => MoneyPointsMax,
    };
}
