using System.Text.Json;

namespace AgentConsole.JsonSchema.Tests;

/// <summary>Short ways to write schemas and instances in a test.</summary>
public static class Json
{
    public static JsonElement Parse(string text, int depth = 64)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = depth });
        return document.RootElement.Clone();
    }

    public static CompiledSchema Compile(string schema, SchemaOptions? options = null) => CompiledSchema.Compile(Parse(schema), options);
}
