using System.Text;
using System.Text.Json;

namespace AgentConsole.Domain.Risk;

/// <summary>A risk table as a JSON document, every weight of which is there, within bounds, and in an order that makes sense.</summary>
internal static class RiskTableDocument
{
    /// <summary>What is graver must not be worth less.</summary>
    private static readonly (RiskWeight Lesser, RiskWeight Graver)[] Orders =
    [
        (RiskWeight.Write, RiskWeight.Irreversible),
        (RiskWeight.LimitHalf, RiskWeight.LimitNear), (RiskWeight.LimitNear, RiskWeight.LimitOver),
        (RiskWeight.TrustedName, RiskWeight.UnknownName), (RiskWeight.TrustedName, RiskWeight.UntrustedName),
        (RiskWeight.EachUnknown, RiskWeight.UnknownMax), (RiskWeight.EachElement, RiskWeight.ElementsMax),
        (RiskWeight.EachDenial, RiskWeight.DenialsMax), (RiskWeight.EachFailure, RiskWeight.FailuresMax), (RiskWeight.Repeat, RiskWeight.Loop),
        (RiskWeight.StageNarrowProductionWrites, RiskWeight.StageStagingWrites), (RiskWeight.StageStagingWrites, RiskWeight.StageReadOnly),
        (RiskWeight.StageReadOnly, RiskWeight.StagePropose),
    ];

    public static RiskTable? Read(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var members = new DocumentMembers(document, "", found);
        if (document.ValueKind != JsonValueKind.Object) return null;

        var version = members.Number("version", 1, RiskTable.VersionMax, isRequired: true);
        var points = PointsOf(members, found);
        var money = MoneyOf(members, found);
        members.RefuseOthers();
        if (found.Count == 0) NoteDisorder(points, money, found);
        return found.Count == 0 ? new RiskTable(version!.Value, points, money) : null;
    }

    public static string Write(RiskTable table)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", table.Version);
            json.WriteStartObject("points");
            foreach (var weight in Enum.GetValues<RiskWeight>()) json.WriteNumber(WireName.Of(weight), table.PointsOf(weight));
            json.WriteEndObject();
            json.WriteStartArray("money");
            foreach (var step in table.Money)
            {
                json.WriteStartObject();
                if (step.Below is { } below) json.WriteNumber("below", below);
                json.WriteNumber("points", step.Points);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static Dictionary<RiskWeight, int> PointsOf(DocumentMembers members, List<Fault> faults)
    {
        var points = new Dictionary<RiskWeight, int>();
        if (members.Object("points", isRequired: true) is not { } value) return points;
        var weights = new DocumentMembers(value, "/points", faults);
        foreach (var weight in Enum.GetValues<RiskWeight>())
            if (weights.Number(WireName.Of(weight), 0, RiskTable.PointsMax, isRequired: true) is { } number) points[weight] = number;
        weights.RefuseOthers();
        return points;
    }

    private static List<MoneyStep> MoneyOf(DocumentMembers members, List<Fault> faults)
    {
        var steps = new List<MoneyStep>();
        var elements = members.Elements("money", RiskTable.MoneyStepsMax, isRequired: true);
        foreach (var (index, element) in elements.Index())
        {
            var isLast = index == elements.Count - 1;
            var step = new DocumentMembers(element, $"/money/{index}", faults);
            var below = step.Number("below", 1, int.MaxValue, isRequired: !isLast);
            if (isLast && below is not null) step.Fault("below", "not_last", "The last step has no bound, or the largest amounts would have no points.");
            steps.Add(new(below, step.Number("points", 0, RiskTable.PointsMax, isRequired: true) ?? 0));
            step.RefuseOthers();
        }

        if (elements.Count == 0 && faults.Count == 0) members.Fault("money", "empty", "There must be at least one step.");
        return steps;
    }

    // INVARIANT: more money is never fewer points, and an amount that hides is not a small one.
    private static void NoteDisorder(Dictionary<RiskWeight, int> points, List<MoneyStep> money, List<Fault> faults)
    {
        for (var at = 1; at < money.Count; at++)
        {
            if (money[at].Points < money[at - 1].Points) faults.Add(new($"/money/{at}/points", "not_rising", "More money cannot be fewer points."));
            if (money[at].Below is { } below && below <= money[at - 1].Below) faults.Add(new($"/money/{at}/below", "not_rising", "The bounds must rise."));
        }

        if (points[RiskWeight.MoneyUnknown] < money[^1].Points)
            faults.Add(new("/points/" + WireName.Of(RiskWeight.MoneyUnknown), "not_rising", "An amount that cannot be read is worth at least what the largest is."));
        foreach (var (lesser, graver) in Orders)
            if (points[graver] < points[lesser])
                faults.Add(new("/points/" + WireName.Of(graver), "not_rising", $"It cannot be worth less than '{WireName.Of(lesser)}'."));
    }
}
