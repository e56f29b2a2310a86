using AgentConsole.Domain.Access;
using AgentConsole.Domain.Risk;

namespace AgentConsole.Domain.Reviews;

/// <summary>How one person has been deciding: for that person and for security, never a ranking.</summary>
/// <param name="Unseen">Decided without having been opened.</param>
/// <param name="PlantedCaught">Planted proposals that this person refused.</param>
/// <param name="PlantedMissed">Planted proposals that this person approved.</param>
/// <param name="LaterIncidents">Proposals this person said yes to that failed afterwards, or that an incident is about.</param>
public sealed record ReviewerQuality(
    PersonId PersonId, string Name, int Approved, int Rejected, int SentBack, int Edited, int Unseen,
    int PlantedCaught, int PlantedMissed, int LaterIncidents, IReadOnlyList<BandPace> Paces)
{
    public int Decided => Approved + Rejected + SentBack + Edited;

    /// <summary>0 to 1; null while nothing was decided.</summary>
    public double? RejectedShare => Decided == 0 ? null : (double)Rejected / Decided;

    /// <summary>0 to 1; null while nothing planted was decided.</summary>
    public double? CatchRate => PlantedCaught + PlantedMissed == 0 ? null : (double)PlantedCaught / (PlantedCaught + PlantedMissed);

    /// <summary>Figures of one person from decisions in any order.</summary>
    public static ReviewerQuality Of(PersonId person, string name, IReadOnlyCollection<Decision> decisions, int laterIncidents)
    {
        var real = decisions.Where(decision => decision.IsCaught is null).ToList();
        return new(person, name,
            real.Count(decision => decision.Kind == DecisionKind.Approve), real.Count(decision => decision.Kind == DecisionKind.Reject),
            real.Count(decision => decision.Kind == DecisionKind.SendBack), real.Count(decision => decision.Kind == DecisionKind.Edit),
            real.Count(decision => decision.SecondsOpen is null),
            decisions.Count(decision => decision.IsCaught == true), decisions.Count(decision => decision.IsCaught == false), laterIncidents,
            [.. real.Where(decision => decision.SecondsOpen is not null).GroupBy(decision => RiskModel.Band(decision.RiskScore))
                .OrderBy(band => band.Key).Select(band => BandPace.Of(band.Key, [.. band.Select(decision => decision.SecondsOpen!.Value)]))]);
    }
}
