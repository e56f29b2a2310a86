using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Risk;

namespace AgentConsole.Web.Risk;

/// <summary>A risk table while somebody writes on it: every number as it stands in its field.</summary>
public sealed class RiskTableDraft
{
    private readonly Dictionary<RiskWeight, string> _points;

    private RiskTableDraft(RiskTable table)
    {
        Seen = table.Version;
        _points = Enum.GetValues<RiskWeight>().ToDictionary(weight => weight, weight => table.PointsOf(weight).ToString(CultureInfo.InvariantCulture));
        Money = new Collection<Step>([.. table.Money.Select(step => new Step { Below = step.Below?.ToString(CultureInfo.InvariantCulture) ?? "", Points = step.Points.ToString(CultureInfo.InvariantCulture) })]);
    }

    /// <summary>The version that is written on.</summary>
    public int Seen { get; }

    public Collection<Step> Money { get; }

    public string Note { get; set; } = "";

    public string this[RiskWeight weight]
    {
        get => _points[weight];
        set => _points[weight] = value;
    }

    public static RiskTableDraft Of(RiskTable table) => new(table);

    /// <summary>The parts of a body that are the table itself.</summary>
    public static JsonElement Alone(JsonElement body) => JsonSerializer.SerializeToElement(
        body.EnumerateObject().Where(member => member.Name is not ("note" or "versions" or "meanings" or "version")).ToDictionary(member => member.Name, member => member.Value));

    /// <summary>A further step below the last one.</summary>
    public void AddStep() => Money.Insert(Money.Count - 1, new Step { Below = "", Points = Money[^1].Points });

    /// <summary>The document, where every field holds a number; what holds none is a fault at its place.</summary>
    public JsonElement? Document(out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var points = _points.ToDictionary(pair => WireName.Of(pair.Key), pair => (long?)NumberIn(pair.Value, "/points/" + WireName.Of(pair.Key), found));
        var money = Money.Index().Select(one => one.Index == Money.Count - 1
            ? (object)new { points = NumberIn(one.Item.Points, $"/money/{one.Index}/points", found) }
            : new { below = NumberIn(one.Item.Below, $"/money/{one.Index}/below", found), points = NumberIn(one.Item.Points, $"/money/{one.Index}/points", found) }).ToList();
        return found.Count > 0 ? null : JsonSerializer.SerializeToElement(new { points, money });
    }

    private static int? NumberIn(string text, string pointer, List<Fault> faults)
    {
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        faults.Add(new(pointer, "type", "A whole number."));
        return null;
    }

    /// <summary>One step of amounts.</summary>
    public sealed class Step
    {
        public string Below { get; set; } = "";
        public string Points { get; set; } = "";
    }
}
