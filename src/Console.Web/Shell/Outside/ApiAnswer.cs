using System.Text.Json;

namespace AgentConsole.Web.Shell.Outside;

/// <summary>What a console answered: the status, and the JSON body where there is one.</summary>
internal sealed record ApiAnswer(int Status, JsonElement Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsServerError => Status >= 500;

    /// <summary>The stable code of a problem; the status where an answer carries none.</summary>
    public string Code => Text("code") ?? $"http_{Status}";

    public string? Text(string member) => Member(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public JsonElement? Member(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value : null;
}
