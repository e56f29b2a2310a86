using AgentConsole.Domain.Risk;

namespace AgentConsole.Domain.Reviews;

/// <summary>How long one person looked at proposals of one risk band before deciding.</summary>
public sealed record BandPace(RiskBand Band, int Count, int MedianSeconds)
{
    public static BandPace Of(RiskBand band, IReadOnlyList<int> seconds) => new(band, seconds.Count, seconds.Order().ElementAt((seconds.Count - 1) / 2));
}
