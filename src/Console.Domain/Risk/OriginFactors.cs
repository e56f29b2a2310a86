using System.Globalization;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Risk;

/// <summary>What the origins of the arguments say: whose wish this is.</summary>
internal static class OriginFactors
{
    private const int BasisPoints = 10_000;

    public static IEnumerable<RiskFactor> Of(RiskSituation situation)
    {
        var (origins, table) = (situation.Origins, situation.Table);
        // Where nothing was told, nothing can be missing.
        if (!origins.HasRequest && !origins.HasReadUntrusted) yield break;
        var isRead = situation.Facts.SideEffect == SideEffect.Read;
        var told = origins.Arguments.Where(argument => argument.Origin != Origin.Constant).ToList();

        var worst = told.Select(argument => (argument, Points: PointsOf(situation, argument)))
            .OrderByDescending(one => one.Points).ThenByDescending(one => one.argument.Origin).ThenBy(one => one.argument.Step ?? int.MaxValue).FirstOrDefault();
        if (worst.argument is { } argument) yield return new("provenance", Half(worst.Points, isRead), WordsOf(argument));

        var unknown = told.Count(argument => argument.Origin == Origin.Nowhere && IsTelling(argument));
        yield return new("unsourced", Half(Math.Min(table.PointsOf(RiskWeight.UnknownMax), table.PointsOf(RiskWeight.EachUnknown) * unknown), isRead),
            unknown == 1 ? "One value stands in nothing that the run has read." : string.Create(CultureInfo.InvariantCulture, $"{unknown} values stand in nothing that the run has read."));

        if (!origins.HasRequest || !origins.HasReadUntrusted) yield break;
        var requested = told.Count == 0 ? 0 : told.Sum(argument => argument.RequestBasisPoints) / told.Count;
        yield return new("unasked", Half(Share(table.PointsOf(RiskWeight.Unasked), BasisPoints - Math.Min(BasisPoints, 2 * requested)), isRead),
            requested == 0 ? "Nothing in it is of the request." : "Little in it is of the request.");
        yield return new("asked_by_result", Share(table.PointsOf(RiskWeight.AskedByResult), Math.Max(0, origins.Wish.UntrustedBasisPoints - origins.Wish.RequestBasisPoints)),
            "An untrusted result speaks of what the tool does, and the request does not.");
        if (situation.Run.Calls.All(call => call.Tool != situation.Facts.Tool))
            yield return new("novelty_in_run", Share(table.PointsOf(RiskWeight.NewInRun), BasisPoints - Math.Min(BasisPoints, 2 * origins.Wish.RequestBasisPoints)),
                "The run turns to a tool that it was not asked for, after it read what others can write.");
    }

    private static int PointsOf(RiskSituation situation, ArgumentOrigin argument)
    {
        var table = situation.Table;
        var points = argument switch
        {
            { Origin: Origin.Constant or Origin.Request } => 0,
            { Origin: Origin.TrustedResult } => argument.IsParticular ? table.PointsOf(RiskWeight.TrustedName) : 0,
            { IsParticular: true } => table.PointsOf(argument.Origin == Origin.UntrustedResult ? RiskWeight.UntrustedName : RiskWeight.UnknownName),
            { Sort: ArgumentSort.Number } => table.PointsOf(RiskWeight.UnaskedNumber),
            { Origin: Origin.UntrustedResult, Sort: ArgumentSort.Prose or ArgumentSort.Name } => table.PointsOf(RiskWeight.UntrustedText),
            _ => 0,
        };
        var isMarked = argument.Origin is Origin.UntrustedResult or Origin.Nowhere && situation.MarkedPlaces.Contains(argument.Pointer);
        return points + (isMarked ? table.PointsOf(RiskWeight.MarkedPlace) : 0);
    }

    private static bool IsTelling(ArgumentOrigin argument) => argument.IsParticular || argument.Sort == ArgumentSort.Number;

    // No name and no value of the run is told here: the card shows each argument beside its origin.
    private static string WordsOf(ArgumentOrigin argument)
    {
        var what = argument.Sort switch
        {
            ArgumentSort.Number => "A number",
            ArgumentSort.Date => "A date",
            ArgumentSort.Prose => "A text",
            _ => "A name, address or id",
        };
        var step = argument.Step is { } at ? string.Create(CultureInfo.InvariantCulture, $" (step {at})") : "";
        return argument.Origin switch
        {
            Origin.UntrustedResult => $"{what} first appears in an untrusted result{step}.",
            Origin.TrustedResult => $"{what} was picked from a trusted result{step}.",
            _ => $"{what} appears in nothing that the run has read.",
        };
    }

    // What only reads can give away what it is asked with, and no more.
    private static int Half(int points, bool isRead) => isRead ? (points + 1) / 2 : points;

    private static int Share(int points, int basisPoints) => ((points * basisPoints) + (BasisPoints / 2)) / BasisPoints;
}
