using System.Globalization;
using System.Text.Json;
using AgentConsole.Cedar;
using AgentConsole.Cedar.Values;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>
/// Turns arguments into Cedar values by the types of the contract's schema: a number is a decimal and an integer a Long, whatever the
/// literal looks like; arrays become sets; null is left out.
/// </summary>
internal static class ArgumentReader
{
    private const decimal DecimalUnitsPerOne = 10_000m;

    /// <exception cref="NotRepresentableException">A value has no exact Cedar form; nothing is rounded.</exception>
    public static CedarRecord Read(JsonElement arguments, ArgumentShape shape) => RecordOf(arguments, shape, "");

    /// <summary>An exact amount as a Cedar decimal; null where it is finer than four places or out of range.</summary>
    public static CedarValue? DecimalOf(decimal amount)
    {
        if (amount is > long.MaxValue / DecimalUnitsPerOne or < long.MinValue / DecimalUnitsPerOne) return null;
        var units = amount * DecimalUnitsPerOne;
        return units == decimal.Truncate(units) ? CedarValue.DecimalUnits((long)units) : null;
    }

    private static CedarRecord RecordOf(JsonElement value, ArgumentShape shape, string pointer)
    {
        var members = new List<KeyValuePair<string, CedarValue>>();
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            members.Add(new(member.Name, ValueOf(member.Value, shape.MemberOf(member.Name), pointer + "/" + JsonPointer.Escape(member.Name))));
        }

        return members.Count <= CedarLimits.ElementsMax ? CedarRecord.Of(members) : throw new NotRepresentableException(pointer, "it has too many members");
    }

    private static CedarValue ValueOf(JsonElement value, ArgumentShape shape, string pointer) => value.ValueKind switch
    {
        JsonValueKind.String => CedarValue.String(value.GetString()!),
        JsonValueKind.True or JsonValueKind.False => CedarValue.Bool(value.ValueKind == JsonValueKind.True),
        JsonValueKind.Number => NumberOf(value, shape, pointer),
        JsonValueKind.Array => SetOf(value, shape.Elements ?? ArgumentShape.Untyped, pointer),
        JsonValueKind.Object => CedarValue.Record(RecordOf(value, shape, pointer)),
        _ => throw new NotRepresentableException(pointer, "it is no value"),
    };

    private static CedarValue SetOf(JsonElement array, ArgumentShape elements, string pointer)
    {
        if (array.GetArrayLength() > CedarLimits.ElementsMax) throw new NotRepresentableException(pointer, "it has too many elements");
        var values = new List<CedarValue>(array.GetArrayLength());
        var at = 0;
        foreach (var element in array.EnumerateArray())
        {
            var place = pointer + "/" + at++.ToString(CultureInfo.InvariantCulture);
            if (element.ValueKind != JsonValueKind.Null) values.Add(ValueOf(element, elements, place));
        }

        return CedarValue.Set(values);
    }

    private static CedarValue NumberOf(JsonElement value, ArgumentShape shape, string pointer)
    {
        if (ExactDecimal.Of(value) is not { } number) throw new NotRepresentableException(pointer, "the number has too many digits");
        var isWhole = number == decimal.Truncate(number);
        var asLong = !shape.Types.Contains("number") && (shape.Types.Contains("integer") || isWhole);
        if (asLong && isWhole && number is >= -ProposalLimits.SafeIntegerMax and <= ProposalLimits.SafeIntegerMax) return CedarValue.Long((long)number);
        return DecimalOf(number) ?? throw new NotRepresentableException(pointer, "a policy reads numbers with at most four fraction digits");
    }
}
