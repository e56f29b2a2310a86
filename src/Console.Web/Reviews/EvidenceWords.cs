using System.Globalization;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Reviews;

/// <summary>The sentences of the evidence beside a card.</summary>
internal static class EvidenceWords
{
    /// <summary>How the like was decided: <c>37 alike approved, 4 rejected, median time to decide 38 s.</c></summary>
    public static string Alike(AlikeDecisions alike)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{alike.Approved} alike approved, {alike.Rejected} rejected");
        if (alike.SentBack > 0) words += string.Create(CultureInfo.InvariantCulture, $", {alike.SentBack} sent back");
        if (alike.WentWrong > 0) words += string.Create(CultureInfo.InvariantCulture, $", {alike.WentWrong} went wrong later");
        return alike.MedianTime is { } time ? $"{words}, median time to decide {(time < TimeSpan.FromSeconds(1) ? "below 1 s" : RelativeTime.Span(time))}." : words + ".";
    }

    /// <summary>How far the run is: <c>13 earlier steps in 2 min, 1 refused.</c></summary>
    public static string Run(EarlierSteps run)
    {
        var count = run.Steps.Count.ToString(CultureInfo.InvariantCulture) + (run.IsCut ? "+" : "");
        var steps = run.Steps.Count == 1 ? "1 earlier step" : $"{count} earlier steps";
        return $"{steps} in {RelativeTime.Span(run.Lasted)}, {(run.Refused == 0 ? "none" : run.Refused.ToString(CultureInfo.InvariantCulture))} refused.";
    }
}
