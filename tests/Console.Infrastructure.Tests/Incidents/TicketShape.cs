using System.Text.Json;

namespace AgentConsole.Infrastructure.Tests.Incidents;

/// <summary>What each system takes, written a second time by hand from its documentation: an unknown member is a fault, and so is a missing one.</summary>
internal static class TicketShape
{
    public static string? FaultOfJira(JsonElement body, bool isCloud) =>
        Members(body, ["fields", "properties"], [])
        ?? Members(body.GetProperty("fields"), ["project", "issuetype", "summary", "labels", "description"], ["priority"])
        ?? Members(body.GetProperty("fields").GetProperty("project"), ["key"], [])
        ?? Members(body.GetProperty("fields").GetProperty("issuetype"), ["name"], [])
        ?? Line(body.GetProperty("fields").GetProperty("summary"), 255)
        ?? Labels(body.GetProperty("fields").GetProperty("labels"))
        ?? Property(body.GetProperty("properties"))
        ?? (isCloud ? Document(body.GetProperty("fields").GetProperty("description")) : Text(body.GetProperty("fields").GetProperty("description")));

    public static string? FaultOfGitHub(JsonElement body) =>
        Members(body, ["title", "body", "labels"], []) ?? Line(body.GetProperty("title"), 512) ?? Text(body.GetProperty("body")) ?? Labels(body.GetProperty("labels"));

    public static string? FaultOfGitLab(JsonElement body) =>
        Members(body, ["title", "description", "labels", "confidential"], []) ?? Line(body.GetProperty("title"), 512) ?? Text(body.GetProperty("description")) ?? Text(body.GetProperty("labels"))
        ?? (body.GetProperty("confidential").ValueKind == JsonValueKind.True ? null : "confidential is not true");

    public static string? FaultOfEvent(JsonElement body) =>
        Members(body, ["type", "timestamp", "data"], []) ?? (body.GetProperty("type").ValueEquals("incident.opened") ? null : "another event")
        ?? Members(body.GetProperty("data"), ["id", "title", "severity", "state", "agent", "opened_at"], ["environment", "run", "proposal", "fault_domain", "bundle", "link"]);

    private static string? Document(JsonElement document)
    {
        if (Members(document, ["type", "version", "content"], []) is { } fault) return fault;
        if (!document.GetProperty("type").ValueEquals("doc") || document.GetProperty("version").GetInt32() != 1) return "no document of version 1";
        foreach (var paragraph in document.GetProperty("content").EnumerateArray())
        {
            if (Members(paragraph, ["type", "content"], []) is { } wrong) return wrong;
            if (!paragraph.GetProperty("type").ValueEquals("paragraph") || paragraph.GetProperty("content").GetArrayLength() == 0) return "no paragraph";
            foreach (var node in paragraph.GetProperty("content").EnumerateArray())
            {
                if (Members(node, ["type", "text"], ["marks"]) is { } unknown) return unknown;
                if (!node.GetProperty("type").ValueEquals("text") || node.GetProperty("text").GetString() is not { Length: > 0 }) return "an empty text node";
            }
        }

        return null;
    }

    private static string? Property(JsonElement properties) => properties.GetArrayLength() != 1 ? "one property"
        : Members(properties[0], ["key", "value"], []) ?? Members(properties[0].GetProperty("value"), ["incidentId"], []);

    private static string? Labels(JsonElement labels) =>
        labels.ValueKind == JsonValueKind.Array && labels.EnumerateArray().All(label => label.GetString() is { Length: > 0 } text && !text.Contains(' ', StringComparison.Ordinal)) ? null : "labels with a space";

    private static string? Line(JsonElement text, int lengthMax) =>
        text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } line && line.Length <= lengthMax && !line.Any(char.IsControl) ? null : "no short line";

    private static string? Text(JsonElement text) => text.ValueKind == JsonValueKind.String && text.GetString()!.Length > 0 ? null : "no text";

    private static string? Members(JsonElement value, string[] needed, string[] known)
    {
        if (value.ValueKind != JsonValueKind.Object) return "no object";
        var names = value.EnumerateObject().Select(member => member.Name).ToList();
        if (needed.FirstOrDefault(name => !names.Contains(name)) is { } missing) return $"{missing} is missing";
        return names.FirstOrDefault(name => !needed.Contains(name) && !known.Contains(name)) is { } unknown ? $"{unknown} is not known" : null;
    }
}
