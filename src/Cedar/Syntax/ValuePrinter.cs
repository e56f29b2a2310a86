using System.Globalization;
using System.Text;
using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Writes values as the Cedar expressions that make them.</summary>
internal static class ValuePrinter
{
    public static string Print(CedarValue value)
    {
        var built = new StringBuilder();
        Write(value, built);
        return built.ToString();
    }

    private static void Write(CedarValue value, StringBuilder built)
    {
        switch (value.Kind)
        {
            case CedarKind.Bool:
                built.Append(value.Bits != 0 ? "true" : "false");
                break;
            case CedarKind.Long:
                built.Append(value.Bits.ToString(CultureInfo.InvariantCulture));
                break;
            case CedarKind.String when value.TryGetString(out var text):
                built.Append(StringText.Quote(text));
                break;
            case CedarKind.Entity when value.TryGetEntity(out var entity):
                built.Append(entity);
                break;
            case CedarKind.Set when value.TryGetSet(out var set):
                WriteSet(set, built);
                break;
            case CedarKind.Record when value.TryGetRecord(out var record):
                WriteRecord(record, built);
                break;
            case CedarKind.DateTime when !DateTimeText.CanFormat(value.Bits):
                built.Append(CultureInfo.InvariantCulture, $"datetime(\"1970-01-01\").offset(duration(\"{DurationText.Format(value.Bits)}\"))");
                break;
            default:
                built.Append(ConstructorOf(value)).Append("(\"").Append(ArgumentOf(value)).Append("\")");
                break;
        }
    }

    /// <summary>The function that makes a value of an extension type.</summary>
    public static string ConstructorOf(CedarValue value) => value.Kind == CedarKind.IpAddress ? "ip" : ExtensionFunction.NameOf(value.Kind);

    /// <summary>The text that the constructor makes the value of.</summary>
    public static string ArgumentOf(CedarValue value) => value.Kind switch
    {
        CedarKind.Decimal => DecimalText.Format(value.Bits),
        CedarKind.Duration => DurationText.Format(value.Bits),
        CedarKind.DateTime => DateTimeText.Format(value.Bits),
        _ => value.TryGetIpAddress(out var ip) ? ip.ToString() : throw new System.Diagnostics.UnreachableException(),
    };

    private static void WriteSet(CedarSet set, StringBuilder built)
    {
        built.Append('[');
        var isFirst = true;
        foreach (var element in set.Elements)
        {
            if (!isFirst) built.Append(", ");
            isFirst = false;
            Write(element, built);
        }

        built.Append(']');
    }

    private static void WriteRecord(CedarRecord record, StringBuilder built)
    {
        built.Append('{');
        var isFirst = true;
        foreach (var (name, value) in record)
        {
            if (!isFirst) built.Append(", ");
            isFirst = false;
            built.Append(ExpressionPrinter.Name(name)).Append(": ");
            Write(value, built);
        }

        built.Append('}');
    }
}
