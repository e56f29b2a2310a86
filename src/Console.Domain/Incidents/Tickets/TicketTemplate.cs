using System.Text.Json;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>A JSON object whose texts may hold <c>{name}</c> in place of what is known of an incident: no code, and what is put in stays inside its text.</summary>
public static class TicketTemplate
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = IncidentLimits.TemplateDepthMax, AllowDuplicateProperties = false };

    /// <summary>What is wrong with a template, in a sentence; null where it can be filled.</summary>
    public static string? FaultOf(string template)
    {
        if (template.Length > IncidentLimits.TemplateLengthMax) return $"A template has at most {IncidentLimits.TemplateLengthMax} characters.";
        try
        {
            using var json = JsonDocument.Parse(template, Strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return "A template is a JSON object.";
            foreach (var text in TextsIn(json.RootElement))
            {
                if (Template.NamesIn(text) is not { } names) return "A brace in a template opens a name and is closed behind it.";
                if (names.FirstOrDefault(name => !TicketText.Names.Contains(name)) is { } unknown)
                    return $"'{ShortText.Of(unknown, 40)}' is nothing that is known of an incident. There are: {string.Join(", ", TicketText.Names)}.";
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "A template is a JSON object, not nested deeply, with each name once.";
        }
    }

    public static byte[] Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        using var json = JsonDocument.Parse(template, Strict);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, json.RootElement, values);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, IReadOnlyDictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, values);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var entry in value.EnumerateArray()) Write(writer, entry, values);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Template.Fill(value.GetString()!, values.GetValueOrDefault));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // Names of members stand as they are: only texts are filled.
    private static IEnumerable<string> TextsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => TextsIn(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };
}
