using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>What a YAML scalar is: the core schema of YAML 1.2 for plain ones, text for all others.</summary>
internal static partial class YamlScalar
{
    private const int NumberLengthMax = 100;

    public static void Write(Utf8JsonWriter json, Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            WriteText(json, scalar);
            return;
        }

        switch (scalar.Value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                json.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                json.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                json.WriteBooleanValue(false);
                break;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN":
                throw YamlReader.Refusal(scalar, "Only finite numbers have a JSON form.");
            default:
                if (NumberOf(scalar) is { } number) json.WriteRawValue(number, skipInputValidation: false);
                else WriteText(json, scalar);
                break;
        }
    }

    /// <summary>The number as JSON spells it; null where the scalar is none.</summary>
    private static string? NumberOf(Scalar scalar)
    {
        var text = scalar.Value;
        if (text.Length > NumberLengthMax) return null;
        if (Decimal().IsMatch(text)) return BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (Octal().IsMatch(text)) return text[2..].Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture);
        if (Hexadecimal().IsMatch(text)) return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (Float().Match(text) is not { Success: true } match) return null;

        var sign = text[0] == '-' ? "-" : "";
        var whole = match.Groups["whole"].Value.TrimStart('0');
        var fraction = match.Groups["fraction"].Value;
        return sign + (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction) + match.Groups["exponent"].Value;
    }

    public static void WriteName(Utf8JsonWriter json, Scalar scalar) => json.WritePropertyName(WellFormed(scalar));

    private static void WriteText(Utf8JsonWriter json, Scalar scalar) => json.WriteStringValue(WellFormed(scalar));

    // An escape such as "\ud800" in a quoted scalar makes half a character out of well-formed text.
    private static string WellFormed(Scalar scalar) =>
        DocumentReader.IsWellFormed(scalar.Value) ? scalar.Value : throw YamlReader.Refusal(scalar, "The text is not well-formed Unicode.");

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(?:\.(?<fraction>[0-9]+)|(?<whole>[0-9]+)(?:\.(?<fraction>[0-9]*))?)(?<exponent>[eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();
}
