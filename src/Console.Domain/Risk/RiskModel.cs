using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Risk;

/// <summary>Scores a proposal: the same situation by the same table is the same score, whatever the order in which it is told.</summary>
public static class RiskModel
{
    public const int ScoreMax = 100;

    /// <summary>By the facts alone and the default table.</summary>
    public static RiskAssessment Assess(Facts facts) => Assess(new RiskSituation { Facts = facts });

    public static RiskAssessment Assess(RiskSituation situation)
    {
        var factors = FactFactors.Of(situation)
            .Concat(OriginFactors.Of(situation))
            .Concat(CourseFactors.Of(situation))
            .Where(factor => factor.Points > 0)
            .OrderByDescending(factor => factor.Points).ThenBy(factor => factor.Name, StringComparer.Ordinal).ToList();
        return new(Math.Min(ScoreMax, factors.Sum(factor => factor.Points)), factors);
    }

    public static RiskBand Band(int score) => score switch
    {
        < 20 => RiskBand.Low,
        < 40 => RiskBand.Guarded,
        < 60 => RiskBand.Elevated,
        < 80 => RiskBand.High,
        _ => RiskBand.Severe,
    };
}
