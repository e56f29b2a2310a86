using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AgentConsole.JsonSchema.Values;

/// <summary>Reads the text of strings and names as it stands in the document, without making a string of it.</summary>
internal static class JsonText
{
    /// <summary>What stands between the quotes of a string element, escapes and all.</summary>
    public static ReadOnlySpan<byte> Raw(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    /// <summary>What stands between the quotes of a member's name, escapes and all.</summary>
    public static ReadOnlySpan<byte> RawName(JsonProperty member) => JsonMarshal.GetRawUtf8PropertyName(member);

    public static bool IsEscaped(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\');

    /// <summary>The text of a string element; false if it holds half a surrogate pair, which no string of characters may.</summary>
    public static bool TryGetString(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (element.ValueKind != JsonValueKind.String) return false;
        try
        {
            text = element.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The beginning of the text as a string for people, lone surrogates replaced.</summary>
    public static string Display(ReadOnlySpan<byte> raw, int lengthMax)
    {
        using var text = new Utf16Text(stackalloc char[Utf16Text.StackLength], Beginning(raw, lengthMax));
        var characters = text.Characters;
        return characters.IndexOfAnyInRange('\uD800', '\uDFFF') < 0
            ? characters.ToString()
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(characters.ToArray()));
    }

    /// <summary>How many code points the text has; a lone surrogate counts as one.</summary>
    public static int CountCodePoints(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        if (!IsEscaped(raw))
        {
            foreach (var value in raw)
            {
                if ((value & 0xC0) != 0x80) count++;
            }

            return count;
        }

        using var text = new Utf16Text(stackalloc char[Utf16Text.StackLength], raw);
        foreach (var _ in text.Characters.EnumerateRunes()) count++;
        return count;
    }

    /// <summary>Undoes escapes; the output needs as many characters as the input has bytes.</summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<char> output)
    {
        var written = 0;
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0) plain = raw.Length;
            written += Encoding.UTF8.GetChars(raw[..plain], output[written..]);
            raw = raw[plain..];
            if (raw.IsEmpty) break;
            output[written++] = UnescapeOne(raw, out var length);
            raw = raw[length..];
        }

        return written;
    }

    /// <summary>At most so many characters, and a few more rather than half an escape or half a character.</summary>
    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> raw, int lengthMax)
    {
        var at = 0;
        while (at < raw.Length && lengthMax-- > 0)
        {
            if (raw[at] == '\\') at += raw[at + 1] == 'u' ? 6 : 2;
            else
            {
                do at++;
                while (at < raw.Length && (raw[at] & 0xC0) == 0x80);
            }
        }

        return raw[..at];
    }

    private static char UnescapeOne(ReadOnlySpan<byte> raw, out int length)
    {
        length = 2;
        switch (raw[1])
        {
            case (byte)'b': return '\b';
            case (byte)'f': return '\f';
            case (byte)'n': return '\n';
            case (byte)'r': return '\r';
            case (byte)'t': return '\t';
            case (byte)'u':
                length = 6;
                Span<byte> unit = stackalloc byte[2];
                Convert.FromHexString(raw.Slice(2, 4), unit, out _, out _);
                return (char)((unit[0] << 8) | unit[1]);
            default: return (char)raw[1];
        }
    }
}
