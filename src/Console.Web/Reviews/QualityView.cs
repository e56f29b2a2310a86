using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>How one person has been deciding in the last 30 days; null figures are unknown, not zero.</summary>
public sealed record QualityView(string PersonId, string Name, int Decided, int Approved, int Rejected, int SentBack, int Edited, double? RejectedShare,
    int Unseen, int PlantedCaught, int PlantedMissed, double? CatchRate, int LaterIncidents, IReadOnlyList<BandPace> Paces)
{
    public static QualityView Of(ReviewerQuality quality) => new(quality.PersonId.ToString(), quality.Name, quality.Decided, quality.Approved,
        quality.Rejected, quality.SentBack, quality.Edited, quality.RejectedShare, quality.Unseen, quality.PlantedCaught, quality.PlantedMissed,
        quality.CatchRate, quality.LaterIncidents, quality.Paces);
}
