using System.Text.Json;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>GitLab: a confidential issue in a project.</summary>
internal sealed class GitLabSystem : ITicketSystem
{
    public IEnumerable<Fault> FaultsOf(TicketTarget target)
    {
        var parts = target.Project.Split('/');
        if (target.Project.Length is 0 or > IncidentLimits.ProjectLengthMax || parts.Any(part => part.Length == 0 || part is "." or ".."
                || !part.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.')))
            yield return new("/project", "malformed", "A GitLab project is its number or its path, such as group/project.");
    }

    public string? FaultOfSecret(string secret) => TicketHeaders.FaultOf(secret);

    public TicketCall Create(TicketTarget target, TicketText text, string secret, TicketStamp stamp) => new("POST", $"{Api(target)}/issues", Headers(secret), TicketJson.Write(json =>
    {
        json.WriteString("title", TicketMarkdown.Title(text.Summary));
        json.WriteString("description", TicketMarkdown.BodyOf(text));
        json.WriteString("labels", string.Join(',', [.. target.LabelList, text.Marker]));
        json.WriteBoolean("confidential", true);
    }));

    public IReadOnlyList<TicketCall> Find(TicketTarget target, TicketText text, string secret) =>
        [new("GET", $"{Api(target)}/issues?labels={Uri.EscapeDataString(text.Marker)}&state=all&order_by=created_at&sort=asc&per_page=1", Headers(secret))];

    public TicketCall Probe(TicketTarget target, string secret, TicketStamp stamp) => new("GET", Api(target), Headers(secret));

    public TicketReceipt ReceiptOf(TicketTarget target, JsonElement answer) =>
        new(TicketLink.Key(answer.Number("iid") is { } number ? "#" + number : null), TicketLink.Of(target, answer.Text("web_url")));

    public TicketReceipt? FoundIn(TicketTarget target, TicketText text, JsonElement answer) => answer.Entries()
        .Where(issue => issue.Entries("labels").Any(label => label.ValueKind == JsonValueKind.String && label.ValueEquals(text.Marker)))
        .Select(issue => ReceiptOf(target, issue)).FirstOrDefault();

    private static string Api(TicketTarget target) => $"{target.BaseUrl}/api/v4/projects/{Uri.EscapeDataString(target.Project)}";

    private static List<KeyValuePair<string, string>> Headers(string secret) => TicketHeaders.Of(("PRIVATE-TOKEN", secret), ("Accept", "application/json"));
}
