using System.Globalization;
using System.Text;

namespace AgentConsole.JsonSchema.Values;

/// <summary>A way down into a document, one step at a time; its pointer is written only when somebody asks.</summary>
internal sealed class PointerPath
{
    private readonly List<(string? Name, int Index)> steps = [];

    public void Enter(string name) => steps.Add((name, 0));

    public void Enter(int index) => steps.Add((null, index));

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    public override string ToString()
    {
        if (steps.Count == 0) return "";
        var text = new StringBuilder();
        foreach (var (name, index) in steps)
        {
            text.Append('/');
            if (name is null) text.Append(CultureInfo.InvariantCulture, $"{index}");
            else AppendName(text, name);
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
