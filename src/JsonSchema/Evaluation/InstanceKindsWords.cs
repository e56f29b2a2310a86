using System.Text.Json;

namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>Reads and writes sets of kinds.</summary>
internal static class InstanceKindsWords
{
    /// <summary>The kind of an element; for a number both, since only its text tells which.</summary>
    public static InstanceKinds Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => InstanceKinds.Object,
        JsonValueKind.Array => InstanceKinds.Array,
        JsonValueKind.String => InstanceKinds.String,
        JsonValueKind.Number => InstanceKinds.Number,
        JsonValueKind.True or JsonValueKind.False => InstanceKinds.Boolean,
        JsonValueKind.Null => InstanceKinds.Null,
        _ => InstanceKinds.None,
    };

    public static InstanceKinds Parse(string type) => type switch
    {
        "null" => InstanceKinds.Null,
        "boolean" => InstanceKinds.Boolean,
        "integer" => InstanceKinds.Integer,
        "number" => InstanceKinds.Number,
        "string" => InstanceKinds.String,
        "array" => InstanceKinds.Array,
        "object" => InstanceKinds.Object,
        _ => InstanceKinds.None,
    };

    public static string Describe(this InstanceKinds kinds)
    {
        var words = new List<string>(4);
        if (kinds.HasFlag(InstanceKinds.Null)) words.Add("null");
        if (kinds.HasFlag(InstanceKinds.Boolean)) words.Add("boolean");
        if (kinds.HasFlag(InstanceKinds.Number)) words.Add("number");
        else if (kinds.HasFlag(InstanceKinds.Integer)) words.Add("integer");
        if (kinds.HasFlag(InstanceKinds.String)) words.Add("string");
        if (kinds.HasFlag(InstanceKinds.Array)) words.Add("array");
        if (kinds.HasFlag(InstanceKinds.Object)) words.Add("object");
        return string.Join(" or ", words);
    }
}
