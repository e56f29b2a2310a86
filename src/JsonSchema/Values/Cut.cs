using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AgentConsole.JsonSchema.Values;

/// <summary>Shortens and tames text of others, so that a message may repeat it.</summary>
internal static class Cut
{
    /// <summary>In quotation marks, control characters and direction marks replaced, cut to a few characters.</summary>
    public static string Quote(ReadOnlySpan<char> text) => $"\"{Tame(text)}\"";

    /// <summary>The name of a member, likewise.</summary>
    public static string Name(JsonProperty member) => Quote(JsonText.Display(JsonText.RawName(member), SchemaLimits.MessageCutMax + 1));

    /// <summary>A value as the document writes it, likewise.</summary>
    public static string Json(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 4 * SchemaLimits.MessageCutMax)]);
        return Tame(text);
    }

    private static string Tame(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text[..Math.Min(text.Length, SchemaLimits.MessageCutMax)].EnumerateRunes())
        {
            shown.Append(IsTame(rune) ? rune.ToString() : "\uFFFD");
        }

        if (text.Length > SchemaLimits.MessageCutMax) shown.Append('…');
        return shown.ToString();
    }

    private static bool IsTame(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
