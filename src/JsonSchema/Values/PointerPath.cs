using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentConsole.JsonSchema.Values;

/// <summary>A way down into a document, one step at a time; its pointer is written only when somebody asks.</summary>
internal sealed class PointerPath
{
    private const int InMember = -1;

    private readonly List<(string? Name, JsonProperty Member, int Index)> steps = [];

    public void Enter(string name) => steps.Add((name, default, 0));

    public void Enter(JsonProperty member) => steps.Add((null, member, InMember));

    public void Enter(int index) => steps.Add((null, default, index));

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    public override string ToString()
    {
        if (steps.Count == 0) return "";
        var text = new StringBuilder();
        foreach (var (name, member, index) in steps)
        {
            text.Append('/');
            if (name is not null) AppendName(text, name);
            else if (index == InMember) AppendName(text, JsonText.Display(JsonText.RawName(member), SchemaLimits.PointerLengthMax + 1));
            else text.Append(CultureInfo.InvariantCulture, $"{index}");
            if (text.Length > SchemaLimits.PointerLengthMax) return Cut(text);
        }

        return text.ToString();
    }

    private static void AppendName(StringBuilder text, string name)
    {
        foreach (var character in name.AsSpan(0, Math.Min(name.Length, SchemaLimits.PointerLengthMax + 1)))
        {
            if (character == '~') text.Append("~0");
            else if (character == '/') text.Append("~1");
            else text.Append(character);
        }
    }

    private static string Cut(StringBuilder text)
    {
        var length = SchemaLimits.PointerLengthMax - 1;
        if (char.IsHighSurrogate(text[length - 1])) length--;
        return text.ToString(0, length) + "…";
    }
}
