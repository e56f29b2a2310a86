using System.Text.Json;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Policies;

/// <summary>A set's own tests as people write them: a list, in JSON or in YAML.</summary>
internal static class TestsText
{
    /// <summary>Null where there is none, or, with the fault, where it is no list.</summary>
    public static JsonElement? Read(string text, out PolicyFault? fault)
    {
        fault = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        // A list in brackets is JSON, which says better where it breaks.
        var isJson = text.TrimStart().StartsWith('[');
        switch (DocumentReader.Read(isJson ? "tests.json" : "tests.yaml", text))
        {
            case DocumentReading.Unreadable unreadable:
                fault = new(unreadable.Line, unreadable.Line > 0 ? 1 : 0, "unreadable", unreadable.Why);
                return null;
            case DocumentReading.Read read when isJson:
                return JsonSerializer.SerializeToElement(read.Documents.Select(document => document.Value));
            case DocumentReading.Read { Documents: [{ Value.ValueKind: JsonValueKind.Array } only] }:
                return only.Value;
            default:
                fault = new(0, 0, "type", "The tests are one list: each with a name, what is given, and what is expected.");
                return null;
        }
    }

    /// <summary>What is kept, laid out for reading.</summary>
    public static string Of(string? kept) => kept is null ? "" : ReadableJson.Of(JsonElement.Parse(kept));
}
