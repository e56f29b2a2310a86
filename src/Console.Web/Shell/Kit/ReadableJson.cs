using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>JSON laid out for reading.</summary>
public static class ReadableJson
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonElement value) => JsonSerializer.Serialize(value, Form);
}
