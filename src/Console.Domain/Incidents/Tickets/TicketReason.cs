using System.Text.Json;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Reads why a system would not keep a ticket, in its own words: hostile text, shortened.</summary>
public static class TicketReason
{
    /// <summary>Null where the answer says nothing that can be read.</summary>
    public static string? Of(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object) return null;
        try
        {
            var said = new List<string>();
            said.AddRange(answer.Entries("errorMessages").Where(IsText).Select(one => one.GetString()!));
            if (answer.TryGetProperty("errors", out var errors)) said.AddRange(TextsIn(errors));
            foreach (var name in (string[])["message", "error", "error_description"])
                if (answer.TryGetProperty(name, out var message)) said.AddRange(TextsIn(message));
            var text = string.Join("; ", said.Where(one => one.Length > 0).Distinct()).Replace('\0', '\uFFFD');
            return text.Length == 0 ? null : ShortText.Of(text, IncidentLimits.TicketReasonLengthMax);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            return null;
        }
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    // Systems say it as a text, as a list, or by field.
    private static IEnumerable<string> TextsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Take(IncidentLimits.TicketLinesMax).SelectMany(one => one.ValueKind switch
        {
            JsonValueKind.String => [one.GetString()!],
            JsonValueKind.Object => (string?[])[string.Join(' ', new[] { one.Text("field"), one.Text("code"), one.Text("message") }.OfType<string>())],
            _ => [],
        }).OfType<string>(),
        JsonValueKind.Object => value.EnumerateObject().Take(IncidentLimits.TicketLinesMax)
            .Select(member => member.Value.ValueKind == JsonValueKind.String ? $"{member.Name}: {member.Value.GetString()}" : $"{member.Name}: {string.Join(' ', member.Value.Entries().Where(IsText).Select(one => one.GetString()))}"),
        _ => [],
    };
}
