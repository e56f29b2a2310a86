using System.Text.Json;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>One document of a file that is to be applied, and where it stands.</summary>
public sealed record SourceDocument(string File, int Line, JsonElement Value)
{
    public string? Kind => TextOf("kind");

    public string? Name => TextOf("name");

    private string? TextOf(string member) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
