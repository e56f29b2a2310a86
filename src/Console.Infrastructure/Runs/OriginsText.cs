using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Domain.Provenance;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Origins as a proposal keeps them.</summary>
public static class OriginsText
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Of(Origins origins) => JsonSerializer.Serialize(origins, Form);

    /// <summary>None where none were kept, or this build does not read them.</summary>
    public static Origins Read(string? text)
    {
        try
        {
            return text is null ? Origins.None : JsonSerializer.Deserialize<Origins>(text, Form) ?? Origins.None;
        }
        catch (JsonException)
        {
            return Origins.None;
        }
    }
}
