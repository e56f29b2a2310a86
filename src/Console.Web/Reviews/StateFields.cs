using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Web.Shell.Kit.Diff;

namespace AgentConsole.Web.Reviews;

/// <summary>A JSON document as labelled values to compare; text that is no JSON is one value.</summary>
internal static class StateFields
{
    private const int FieldsMax = 500;

    public static IReadOnlyList<DiffField> Of(string? json)
    {
        if (json is null) return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. DocumentValue.Of(document.RootElement).Take(FieldsMax).Select(value => new DiffField(LabelOf(value.Pointer), value.Text))];
        }
        catch (JsonException)
        {
            return [new("", json)];
        }
    }

    private static string LabelOf(string pointer) => string.Join(" › ", JsonPointer.TokensOf(pointer) ?? []);
}
