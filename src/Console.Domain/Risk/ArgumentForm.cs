using System.Text.Json;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Risk;

/// <summary>What arguments look like, whatever they say.</summary>
/// <param name="IsIncomplete">Something that the schema requires is there and empty.</param>
/// <param name="Elements">The length of the longest list at the root: how much one call does at once.</param>
public sealed record ArgumentForm(bool IsIncomplete, int Elements)
{
    public static ArgumentForm Plain { get; } = new(false, 0);

    public static ArgumentForm Of(ToolContract contract, JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object) return Plain;
        var elements = 0;
        foreach (var member in arguments.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Array) elements = Math.Max(elements, member.Value.GetArrayLength());
        return new(RequiredOf(contract.InputSchema).Any(name => arguments.TryGetProperty(name, out var value) && IsEmpty(value)), elements);
    }

    private static IEnumerable<string> RequiredOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
            ? required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
            : [];

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };
}
