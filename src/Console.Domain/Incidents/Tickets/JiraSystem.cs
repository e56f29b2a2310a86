using System.Text;
using System.Text.Json;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Jira: the cloud takes a description as a document (ADF) and the version 3 of its API, a data center as wiki text and the version 2.</summary>
internal sealed class JiraSystem(bool isCloud) : ITicketSystem
{
    private const string PropertyKey = "agentconsole";

    public IEnumerable<Fault> FaultsOf(TicketTarget target)
    {
        if (target.Project.Length is < 2 or > IncidentLimits.ProjectLengthMax || !char.IsAsciiLetterUpper(target.Project[0])
            || !target.Project.All(sign => char.IsAsciiLetterUpper(sign) || char.IsAsciiDigit(sign) || sign == '_'))
            yield return new("/project", "malformed", "A Jira project is named by its key, such as OPS.");
    }

    public string? FaultOfSecret(string secret) => TicketHeaders.FaultOf(secret)
        ?? (isCloud && !secret.Contains(':', StringComparison.Ordinal) ? "For Jira Cloud the secret is an address and an API token with a colon between them." : null);

    public TicketCall Create(TicketTarget target, TicketText text, string secret, TicketStamp stamp) => new("POST", $"{Api(target)}/issue", Headers(secret), TicketJson.Write(json =>
    {
        json.WriteStartObject("fields");
        json.WriteStartObject("project");
        json.WriteString("key", target.Project);
        json.WriteEndObject();
        json.WriteStartObject("issuetype");
        json.WriteString("name", target.IssueType.Length > 0 ? target.IssueType : "Task");
        json.WriteEndObject();
        json.WriteString("summary", text.Summary);
        json.WriteTexts("labels", [.. target.LabelList, text.Marker]);
        if (target.PriorityOf(text.Severity) is { } priority)
        {
            json.WriteStartObject("priority");
            json.WriteString("name", priority);
            json.WriteEndObject();
        }

        if (isCloud) WriteDocument(json, text);
        else json.WriteString("description", Wiki(text));
        json.WriteEndObject();
        json.WriteStartArray("properties");
        json.WriteStartObject();
        json.WriteString("key", PropertyKey);
        json.WriteStartObject("value");
        json.WriteString("incidentId", text.Id.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }));

    // Jira keeps no idempotency key, and searches an entity property only where an app declared it: the label finds it.
    public IReadOnlyList<TicketCall> Find(TicketTarget target, TicketText text, string secret) => [new("POST", $"{Api(target)}/search{(isCloud ? "/jql" : "")}", Headers(secret), TicketJson.Write(json =>
    {
        json.WriteString("jql", $"project = \"{target.Project}\" AND labels = \"{text.Marker}\" ORDER BY created ASC");
        json.WriteNumber("maxResults", 1);
        json.WriteTexts("fields", ["labels"]);
    }))];

    public TicketCall Probe(TicketTarget target, string secret, TicketStamp stamp) => new("GET", $"{Api(target)}/project/{target.Project}", Headers(secret));

    public TicketReceipt ReceiptOf(TicketTarget target, JsonElement answer)
    {
        var key = TicketLink.Key(answer.Text("key"));
        return new(key, key is null ? null : TicketLink.Of(target, $"{target.BaseUrl}/browse/{key}"));
    }

    public TicketReceipt? FoundIn(TicketTarget target, TicketText text, JsonElement answer) =>
        answer.Entries("issues").Select(issue => ReceiptOf(target, issue)).FirstOrDefault(receipt => receipt.Key is not null);

    private string Api(TicketTarget target) => $"{target.BaseUrl}/rest/api/{(isCloud ? 3 : 2)}";

    private List<KeyValuePair<string, string>> Headers(string secret) => TicketHeaders.Of(
        ("Authorization", isCloud ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) : "Bearer " + secret), ("Accept", "application/json"));

    private static void WriteDocument(Utf8JsonWriter json, TicketText text)
    {
        json.WriteStartObject("description");
        json.WriteString("type", "doc");
        json.WriteNumber("version", 1);
        json.WriteStartArray("content");
        foreach (var line in text.Lines) WriteParagraph(json, line, href: null);
        if (text.Link is { } link) WriteParagraph(json, [new("Open in console")], link);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A text node without text is no valid document.
    private static void WriteParagraph(Utf8JsonWriter json, IReadOnlyList<TicketPiece> pieces, string? href)
    {
        var texts = pieces.Where(piece => piece.Text.Length > 0).ToList();
        if (texts.Count == 0) return;
        json.WriteStartObject();
        json.WriteString("type", "paragraph");
        json.WriteStartArray("content");
        foreach (var piece in texts)
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", OnOneLine(piece.Text));
            if (href is not null)
            {
                json.WriteStartArray("marks");
                json.WriteStartObject();
                json.WriteString("type", "link");
                json.WriteStartObject("attrs");
                json.WriteString("href", href);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
            }
            else if (piece.IsForeign)
            {
                json.WriteStartArray("marks");
                json.WriteStartObject();
                json.WriteString("type", "code");
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string OnOneLine(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign));

    private static string Wiki(TicketText text) => string.Join('\n', text.Lines.Select(TicketWiki.LineOf)) + (text.Link is { } link ? $"\n[Open in console|{link}]" : "");
}
