using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Values;

/// <summary>Equality as the specification means it: numbers by value, objects without order.</summary>
internal static class JsonEquality
{
    /// <summary>Compares two values; a value that cannot be compared stops the run.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right, EvaluationRun run, SchemaNode node)
    {
        var kind = left.ValueKind;
        if (kind != right.ValueKind || !run.Spend(node, CostOf(right))) return false;
        switch (kind)
        {
            case JsonValueKind.String:
                return StringsAreEqual(left, right);
            case JsonValueKind.Number:
                if (!NumberValue.TryRead(left, out var first) || !NumberValue.TryRead(right, out var second)) return run.StopAtNumber(node);
                return first.Equals(second);
            case JsonValueKind.Array or JsonValueKind.Object:
                if (!run.Descend(node)) return false;
                var equal = kind == JsonValueKind.Array ? ArraysAreEqual(left, right, run, node) : ObjectsAreEqual(left, right, run, node);
                run.Ascend();
                return equal;
            default:
                return true;
        }
    }

    /// <summary>A hash that equal values share; zero for a value that cannot be read, which comparing then reports.</summary>
    public static int HashOf(JsonElement value, EvaluationRun run, SchemaNode node)
    {
        if (!run.Spend(node, CostOf(value))) return 0;
        var hash = new HashCode();
        hash.Add(value.ValueKind);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                HashText(ref hash, JsonText.Raw(value));
                break;
            case JsonValueKind.Number:
                if (!NumberValue.TryRead(value, out var number)) run.StopAtNumber(node);
                hash.Add(number);
                break;
            case JsonValueKind.Array or JsonValueKind.Object:
                if (!run.Descend(node)) return 0;
                hash.Add(value.ValueKind == JsonValueKind.Array ? HashOfElements(value, run, node) : HashOfMembers(value, run, node));
                run.Ascend();
                break;
            default:
                break;
        }

        return hash.ToHashCode();
    }

    private static int CostOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.GetPropertyCount(),
        JsonValueKind.String => 1 + (JsonText.Raw(value).Length >> 6),
        JsonValueKind.Number => 1 + (NumberValue.Raw(value).Length >> 4),
        _ => 1,
    };

    private static bool StringsAreEqual(JsonElement left, JsonElement right)
    {
        ReadOnlySpan<byte> first = JsonText.Raw(left), second = JsonText.Raw(right);
        return TextsAreEqual(first, second);
    }

    private static bool TextsAreEqual(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.SequenceEqual(second)) return true;
        if (!JsonText.IsEscaped(first) && !JsonText.IsEscaped(second)) return false;
        using var left = new Utf16Text(stackalloc char[Utf16Text.StackLength], first);
        using var right = new Utf16Text(stackalloc char[Utf16Text.StackLength], second);
        return left.Characters.SequenceEqual(right.Characters);
    }

    private static void HashText(ref HashCode hash, ReadOnlySpan<byte> raw)
    {
        using var text = new Utf16Text(stackalloc char[Utf16Text.StackLength], raw);
        hash.Add(string.GetHashCode(text.Characters, StringComparison.Ordinal));
    }

    private static bool ArraysAreEqual(JsonElement left, JsonElement right, EvaluationRun run, SchemaNode node)
    {
        if (left.GetArrayLength() != right.GetArrayLength()) return false;
        using var others = right.EnumerateArray();
        foreach (var element in left.EnumerateArray())
        {
            if (!others.MoveNext() || !AreEqual(element, others.Current, run, node)) return false;
        }

        return true;
    }

    /// <summary>Member by member, in the order of names if they stand otherwise; a name that comes twice must come twice on both sides.</summary>
    private static bool ObjectsAreEqual(JsonElement left, JsonElement right, EvaluationRun run, SchemaNode node)
    {
        if (left.GetPropertyCount() != right.GetPropertyCount()) return false;
        return HaveSameOrder(left, right)
            ? MembersAreEqual(left.EnumerateObject(), right.EnumerateObject(), run, node)
            : MembersAreEqual(InOrder(left), InOrder(right), run, node);
    }

    private static bool HaveSameOrder(JsonElement left, JsonElement right)
    {
        using var others = right.EnumerateObject();
        foreach (var member in left.EnumerateObject())
        {
            if (!others.MoveNext() || !JsonText.RawName(member).SequenceEqual(JsonText.RawName(others.Current))) return false;
        }

        return true;
    }

    private static bool MembersAreEqual(IEnumerable<JsonProperty> left, IEnumerable<JsonProperty> right, EvaluationRun run, SchemaNode node)
    {
        foreach (var (member, other) in left.Zip(right))
        {
            if (!TextsAreEqual(JsonText.RawName(member), JsonText.RawName(other))) return false;
            if (!AreEqual(member.Value, other.Value, run, node)) return false;
        }

        return true;
    }

    private static IOrderedEnumerable<JsonProperty> InOrder(JsonElement value) =>
        value.EnumerateObject().OrderBy(member => member, Comparer<JsonProperty>.Create(CompareNames));

    private static int CompareNames(JsonProperty left, JsonProperty right)
    {
        using var first = new Utf16Text(stackalloc char[Utf16Text.StackLength], JsonText.RawName(left));
        using var second = new Utf16Text(stackalloc char[Utf16Text.StackLength], JsonText.RawName(right));
        return first.Characters.SequenceCompareTo(second.Characters);
    }

    private static int HashOfElements(JsonElement array, EvaluationRun run, SchemaNode node)
    {
        var hash = new HashCode();
        foreach (var element in array.EnumerateArray()) hash.Add(HashOf(element, run, node));
        return hash.ToHashCode();
    }

    private static int HashOfMembers(JsonElement value, EvaluationRun run, SchemaNode node)
    {
        var sum = 0;
        foreach (var member in value.EnumerateObject())
        {
            var hash = new HashCode();
            HashText(ref hash, JsonText.RawName(member));
            hash.Add(HashOf(member.Value, run, node));
            // A sum, because the order of members says nothing.
            sum = unchecked(sum + hash.ToHashCode());
        }

        return sum;
    }
}
