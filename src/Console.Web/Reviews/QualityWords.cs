using System.Globalization;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>Figures on reviewers as they are shown.</summary>
internal static class QualityWords
{
    public static string Percent(double share) => Math.Round(share * 100).ToString(CultureInfo.InvariantCulture) + " %";

    public static string Caught(ReviewerQuality quality) => quality.CatchRate is null
        ? "none planted"
        : string.Create(CultureInfo.InvariantCulture, $"{quality.PlantedCaught} of {quality.PlantedCaught + quality.PlantedMissed}");
}
