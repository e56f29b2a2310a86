using System.Text.Json;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>GitHub: an issue in a repository.</summary>
internal sealed class GitHubSystem : ITicketSystem
{
    public IEnumerable<Fault> FaultsOf(TicketTarget target)
    {
        if (target.Project.Split('/') is not [var owner, var name] || !IsName(owner) || !IsName(name))
            yield return new("/project", "malformed", "A GitHub repository is named owner/name.");
    }

    public string? FaultOfSecret(string secret) => TicketHeaders.FaultOf(secret);

    public TicketCall Create(TicketTarget target, TicketText text, string secret, TicketStamp stamp) => new("POST", $"{target.BaseUrl}/repos/{target.Project}/issues", Headers(secret), TicketJson.Write(json =>
    {
        json.WriteString("title", TicketMarkdown.Title(text.Summary));
        json.WriteString("body", TicketMarkdown.BodyOf(text));
        json.WriteTexts("labels", [.. target.LabelList, text.Marker]);
    }));

    // The list knows at once what the search index learns late; but GitHub drops the labels of whoever may not set them, and then only search finds it.
    public IReadOnlyList<TicketCall> Find(TicketTarget target, TicketText text, string secret) =>
    [
        new("GET", $"{target.BaseUrl}/repos/{target.Project}/issues?labels={Uri.EscapeDataString(text.Marker)}&state=all&sort=created&direction=asc&per_page=1", Headers(secret)),
        new("GET", $"{target.BaseUrl}/search/issues?q={Uri.EscapeDataString($"repo:{target.Project} is:issue in:body \"{text.Id}\"")}&per_page=1", Headers(secret)),
    ];

    public TicketCall Probe(TicketTarget target, string secret, TicketStamp stamp) => new("GET", $"{target.BaseUrl}/repos/{target.Project}", Headers(secret));

    public TicketReceipt ReceiptOf(TicketTarget target, JsonElement answer) =>
        new(TicketLink.Key(answer.Number("number") is { } number ? "#" + number : null), TicketLink.Of(target, answer.Text("html_url")));

    // Search finds what is like the words, and the body may have been written anew: its label or its body says whether it is the one.
    public TicketReceipt? FoundIn(TicketTarget target, TicketText text, JsonElement answer) => answer.Entries().Concat(answer.Entries("items"))
        .Where(issue => issue.Entries("labels").Any(label => label.Text("name") == text.Marker) || issue.Text("body")?.Contains(text.Id.ToString(), StringComparison.Ordinal) == true)
        .Select(issue => ReceiptOf(target, issue)).FirstOrDefault();

    private static List<KeyValuePair<string, string>> Headers(string secret) => TicketHeaders.Of(
        ("Authorization", "Bearer " + secret), ("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"));

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 100 && text is not ("." or "..") && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.');
}
