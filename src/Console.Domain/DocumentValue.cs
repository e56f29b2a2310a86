using System.Text.Json;

namespace AgentConsole.Domain;

/// <summary>One value of a document with the place where it stands; an empty list or object counts as a value.</summary>
public sealed record DocumentValue(string Pointer, string Text, JsonValueKind Kind)
{
    /// <summary>The values in document order, read only as far as somebody asks.</summary>
    public static IEnumerable<DocumentValue> Of(JsonElement value, string pointer = "")
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var member in value.EnumerateObject())
                    foreach (var inner in Of(member.Value, $"{pointer}/{JsonPointer.Escape(NameOf(member))}")) yield return inner;
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                var index = 0;
                foreach (var element in value.EnumerateArray())
                    foreach (var inner in Of(element, $"{pointer}/{index++}")) yield return inner;
                break;
            default:
                yield return new(pointer, TextOf(value), value.ValueKind);
                break;
        }
    }

    // Half a character has no text; what was sent is shown as it was sent.
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}
