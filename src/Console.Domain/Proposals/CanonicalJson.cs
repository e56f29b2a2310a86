using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentConsole.Domain.Proposals;

/// <summary>
/// Writes JSON in the one form of RFC 8785 (JCS), so that equal values have equal bytes.
/// Refuses what has no single form: duplicate names, lone surrogates, and integers that an IEEE double cannot tell apart.
/// </summary>
public static class CanonicalJson
{
    private const double PlainBelow = 1e21;
    private const int DigitsKeptApart = 15;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The canonical UTF-8 bytes of a value.</summary>
    /// <exception cref="NotCanonicalException">The value has no single form; names the place.</exception>
    public static byte[] Bytes(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Write(output, value, []);
        return output.WrittenSpan.ToArray();
    }

    public static string Text(JsonElement value) => Encoding.UTF8.GetString(Bytes(value));

    /// <summary>A double in the layout of ECMAScript's Number::toString, which RFC 8785 section 3.2.2.3 prescribes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), "Not a finite number.");
        if (value == 0) return "0";
        if (Math.Abs(value) < 1e15 && Math.Floor(value) == value) return ((long)value).ToString(CultureInfo.InvariantCulture);

        // .NET writes the shortest digits that read back to the same double; only their layout differs from ECMAScript.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = value < 0 ? "-" : "";
        var (digits, point) = Split(shortest.AsSpan(sign.Length));
        return sign + Lay(digits, point);
    }

    /// <summary>Cuts a decimal text into its significant digits and the place of the decimal point among them.</summary>
    private static (string Digits, int Point) Split(ReadOnlySpan<char> text)
    {
        var exponentAt = text.IndexOfAny('E', 'e');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var dot = mantissa.IndexOf('.');
        var whole = dot < 0 ? mantissa : mantissa[..dot];
        var all = dot < 0 ? whole.ToString() : string.Concat(whole, mantissa[(dot + 1)..]);
        var point = whole.Length + exponent;

        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), point - leading);
    }

    private static string Lay(string digits, int point)
    {
        var count = digits.Length;
        if (count <= point && point <= 21) return digits + new string('0', point - count);
        if (point is > 0 and <= 21) return digits[..point] + "." + digits[point..];
        if (point is > -6 and <= 0) return "0." + new string('0', -point) + digits;

        var exponent = point - 1;
        var tail = (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        return count == 1 ? digits + tail : digits[..1] + "." + digits[1..] + tail;
    }

    private static void Write(ArrayBufferWriter<byte> output, JsonElement value, List<Step> path)
    {
        if (path.Count >= ProposalLimits.DepthMax && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            throw Refusal(path, "nested too deeply");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, value, path);
                break;
            case JsonValueKind.Array:
                WriteArray(output, value, path);
                break;
            case JsonValueKind.String:
                WriteString(output, TextOf(value, path), path);
                break;
            case JsonValueKind.Number:
                WriteNumber(output, value, path);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            case JsonValueKind.Undefined:
            default:
                throw Refusal(path, "no value");
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> output, JsonElement value, List<Step> path)
    {
        var members = new List<(string Name, JsonElement Value)>();
        foreach (var member in value.EnumerateObject()) members.Add((NameOf(member, path), member.Value));

        // RFC 8785 section 3.2.3: by UTF-16 code units, which is what ordinal comparison does.
        members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        output.Write("{"u8);
        for (var index = 0; index < members.Count; index++)
        {
            var (name, member) = members[index];
            path.Add(new(name, 0));
            if (index > 0)
            {
                if (name == members[index - 1].Name) throw Refusal(path, "the name stands twice");
                output.Write(","u8);
            }

            WriteString(output, name, path);
            output.Write(":"u8);
            Write(output, member, path);
            path.RemoveAt(path.Count - 1);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(ArrayBufferWriter<byte> output, JsonElement value, List<Step> path)
    {
        output.Write("["u8);
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            path.Add(new(null, index));
            if (index > 0) output.Write(","u8);
            Write(output, element, path);
            path.RemoveAt(path.Count - 1);
            index++;
        }

        output.Write("]"u8);
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, JsonElement value, List<Step> path)
    {
        if (!value.TryGetDouble(out var number) || !double.IsFinite(number)) throw Refusal(path, "the number is out of range");
        if (Math.Abs(number) > ProposalLimits.SafeIntegerMax && !IsMagnitude(number, value.GetRawText()))
            throw Refusal(path, "the integer is beyond 2^53-1; send it as a string");
        Encoding.UTF8.GetBytes(Number(number), output);
    }

    // 1e30 is a magnitude, and doubles keep any 15 digits apart; 12345678901234567890 is an identifier that they change in silence,
    // however it is spelled. Below 1e21 the canonical form is a plain integer, which would be refused when it comes back.
    private static bool IsMagnitude(double number, string raw)
    {
        var exponentAt = raw.AsSpan().IndexOfAny('e', 'E');
        return exponentAt > 0 && Math.Abs(number) >= PlainBelow && Split(raw.AsSpan(0, exponentAt).TrimStart('-')).Digits.Length <= DigitsKeptApart;
    }

    private static string TextOf(JsonElement value, List<Step> path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refusal(path, "the text is not well-formed Unicode");
        }
    }

    private static string NameOf(JsonProperty member, List<Step> path)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Refusal(path, "a name is not well-formed Unicode");
        }
    }

    private static void WriteString(ArrayBufferWriter<byte> output, string text, List<Step> path)
    {
        output.Write("\""u8);
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character >= 0x20 && character is not ('"' or '\\')) continue;
            Append(output, text.AsSpan(start, index - start), path);
            WriteEscape(output, character);
            start = index + 1;
        }

        Append(output, text.AsSpan(start), path);
        output.Write("\""u8);
    }

    private static void Append(ArrayBufferWriter<byte> output, ReadOnlySpan<char> text, List<Step> path)
    {
        try
        {
            StrictUtf8.GetBytes(text, output);
        }
        catch (EncoderFallbackException)
        {
            throw Refusal(path, "the text holds a lone surrogate");
        }
    }

    private static void WriteEscape(ArrayBufferWriter<byte> output, char character)
    {
        var escape = character switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
        };
        Encoding.ASCII.GetBytes(escape, output);
    }

    private static NotCanonicalException Refusal(List<Step> path, string reason) => new(string.Concat(path.Select(step => "/" + step.Token)), reason);

    /// <summary>One step down; the pointer is written only for a refusal, since names may be long and members many.</summary>
    private readonly record struct Step(string? Name, int Index)
    {
        public string Token => Name is null ? Index.ToString(CultureInfo.InvariantCulture) : JsonPointer.Escape(Name);
    }
}
