using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Web.Policies;

/// <summary>One thing that policy was asked with, named in words.</summary>
public sealed record InputRow(string Name, string Value)
{
    private const string NanosEnd = "_nanos";
    private const int RowsMax = 100;

    /// <summary>What a row of the decision log keeps, flat and in order; zeros and nothings are left out.</summary>
    public static IReadOnlyList<InputRow> AllOf(string inputs)
    {
        try
        {
            using var document = JsonDocument.Parse(inputs);
            var rows = new List<InputRow>();
            Add(rows, "", document.RootElement);
            return rows;
        }
        catch (JsonException)
        {
            return [new("inputs", inputs)];
        }
    }

    private static void Add(List<InputRow> rows, string name, JsonElement value)
    {
        if (rows.Count >= RowsMax) return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Add(rows, name.Length == 0 ? member.Name : $"{name} · {member.Name}", member.Value);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                rows.Add(new(Plain(name), string.Join("\n", value.EnumerateArray().Select(TextOf))));
                break;
            case JsonValueKind.Number when value.GetRawText() != "0" && name.EndsWith(NanosEnd, StringComparison.Ordinal) && value.TryGetInt64(out var nanos):
                rows.Add(new(Plain(name[..^NanosEnd.Length]), nanos == long.MaxValue ? "more than can be told" : (nanos / 1_000_000_000m).ToString("0.00########", CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.Number when value.GetRawText() != "0":
                rows.Add(new(Plain(name), value.GetRawText()));
                break;
            case JsonValueKind.True:
                rows.Add(new(Plain(name), "yes"));
                break;
            case JsonValueKind.String when value.GetString() is { Length: > 0 } text:
                rows.Add(new(Plain(name), text));
                break;
        }
    }

    // A risk factor is a name, its points and why.
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => string.Join(" · ", value.EnumerateObject().Select(member => TextOf(member.Value)).Where(text => text.Length > 0)),
        _ => value.GetRawText(),
    };

    private static string Plain(string name) => name.Replace('_', ' ');
}
