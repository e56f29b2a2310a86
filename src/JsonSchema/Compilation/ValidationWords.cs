using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Keywords.Arrays;
using AgentConsole.JsonSchema.Keywords.Equality;
using AgentConsole.JsonSchema.Keywords.Numbers;
using AgentConsole.JsonSchema.Keywords.Objects;
using AgentConsole.JsonSchema.Keywords.Strings;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The validation vocabulary: assertions about the value alone. Its <c>required</c> is read with the members.</summary>
internal static class ValidationWords
{
    public static void Read(NodeReader reader)
    {
        if (!reader.Dialect.Has(Vocabularies.Validation)) return;
        ReadTypes(reader);
        ReadEquality(reader);
        ReadNumbers(reader);
        ReadTexts(reader);
        ReadArrays(reader);
        ReadObjects(reader);
    }

    private static void ReadTypes(NodeReader reader)
    {
        if (!reader.TryGet("type", out var value)) return;
        reader.Types = InstanceKinds.None;
        JsonElement[] types = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        foreach (var type in types)
        {
            var kind = type.ValueKind == JsonValueKind.String ? InstanceKindsWords.Parse(type.GetString()!) : InstanceKinds.None;
            if (kind == InstanceKinds.None) throw reader.Malformed("type", "must be the name of a JSON type, or an array of them.");
            reader.Types |= kind;
        }

        if (types.Length == 0) throw reader.Malformed("type", "must name at least one type.");
    }

    private static void ReadEquality(NodeReader reader)
    {
        if (reader.TryGet("const", out var value))
        {
            RefuseIncomparable(reader, "const", value);
            reader.Rules.AddAssertion(InstanceKinds.All, new ConstKeyword(reader.Node, value));
        }

        if (reader.List("enum") is { } values)
        {
            foreach (var one in values) RefuseIncomparable(reader, "enum", one);
            reader.Rules.AddAssertion(InstanceKinds.All, new EnumKeyword(reader.Node, values));
        }
    }

    private static void RefuseIncomparable(NodeReader reader, string keyword, JsonElement value)
    {
        var run = new EvaluationRun(null, null);
        JsonEquality.HashOf(value, run, reader.Node);
        if (run.Stopped is not null) throw reader.Malformed(keyword, "holds a value that is too long to be compared.");
    }

    private static void ReadNumbers(NodeReader reader)
    {
        List<Bound> bounds = [];
        AddBound(reader, bounds, "minimum", BoundKind.AtLeast);
        AddBound(reader, bounds, "maximum", BoundKind.AtMost);
        AddBound(reader, bounds, "exclusiveMinimum", BoundKind.MoreThan);
        AddBound(reader, bounds, "exclusiveMaximum", BoundKind.LessThan);
        Divisor? divisor = null;
        if (reader.Number("multipleOf") is { } step)
        {
            if (!step.IsPositive) throw reader.Malformed("multipleOf", "must be more than zero.");
            divisor = new(step, Shown(reader, "multipleOf"));
        }

        if (bounds.Count > 0 || divisor is not null) reader.Rules.AddAssertion(InstanceKinds.Number, new RangeKeyword(reader.Node, [.. bounds], divisor));
    }

    private static void AddBound(NodeReader reader, List<Bound> bounds, string keyword, BoundKind kind)
    {
        if (reader.Number(keyword) is { } bound) bounds.Add(new(kind, keyword, bound, Shown(reader, keyword)));
    }

    private static string Shown(NodeReader reader, string keyword) => reader.TryGet(keyword, out var value) ? Cut.Json(value) : "";

    private static void ReadTexts(NodeReader reader)
    {
        long? min = reader.Count("minLength"), max = reader.Count("maxLength");
        if (min is not null || max is not null)
        {
            reader.Rules.AddAssertion(InstanceKinds.String, new LengthKeyword(reader.Node, min ?? 0, max ?? long.MaxValue));
        }

        if (reader.Text("pattern") is not { } source) return;
        reader.Rules.AddAssertion(InstanceKinds.String, new PatternKeyword(reader.Node, reader.Pattern("pattern", source)));
    }

    private static void ReadArrays(NodeReader reader)
    {
        foreach (var keyword in (string[])["minItems", "maxItems"])
        {
            if (reader.Count(keyword) is { } bound) reader.Rules.AddAssertion(InstanceKinds.Array, new ItemCountKeyword(reader.Node, keyword, bound));
        }

        if (!reader.TryGet("uniqueItems", out var unique)) return;
        if (unique.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) throw reader.Malformed("uniqueItems", "must be true or false.");
        if (unique.ValueKind == JsonValueKind.True) reader.Rules.AddAssertion(InstanceKinds.Array, new UniqueItemsKeyword(reader.Node));
    }

    private static void ReadObjects(NodeReader reader)
    {
        foreach (var keyword in (string[])["minProperties", "maxProperties"])
        {
            if (reader.Count(keyword) is { } bound) reader.Rules.AddAssertion(InstanceKinds.Object, new PropertyCountKeyword(reader.Node, keyword, bound));
        }

        (string, string[])[] rules = [.. reader.Map("dependentRequired").Select(member => (member.Name, reader.NamesIn("dependentRequired", member.Value)))];
        if (rules.Length > 0) reader.Rules.AddAssertion(InstanceKinds.Object, new DependentRequiredKeyword(reader.Node, "dependentRequired", rules));
    }
}
