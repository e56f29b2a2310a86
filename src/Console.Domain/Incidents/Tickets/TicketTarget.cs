namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Where incidents become tickets. It names its secret and does not hold it.</summary>
public sealed class TicketTarget
{
    private const char Comma = ',';

    public required TicketTargetId Id { get; init; }
    public required string Name { get; set; }
    public required TicketKind Kind { get; set; }
    /// <summary>Such as <c>https://example.atlassian.net</c>, without a slash at its end; for a webhook the whole address.</summary>
    public required string BaseUrl { get; set; }
    /// <summary>A project's key, a repository or a path; empty for a webhook.</summary>
    public string Project { get; set; } = "";
    /// <summary>The entry under <c>Tickets:Secrets</c> in the console's configuration.</summary>
    public required string SecretName { get; set; }
    /// <summary>Separated by commas.</summary>
    public string Labels { get; set; } = "";
    public string IssueType { get; set; } = "";
    /// <summary>What severities are called there, as <c>critical=Highest,high=High</c>.</summary>
    public string Priorities { get; set; } = "";
    /// <summary>For a webhook: the JSON to send instead of the event, with places for what is known.</summary>
    public string? Template { get; set; }
    public bool IsDisabled { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    public IReadOnlyList<string> LabelList => Labels.Length == 0 ? [] : Labels.Split(Comma);

    public string? PriorityOf(IncidentSeverity severity) => PrioritiesIn(Priorities).GetValueOrDefault(severity);

    /// <summary>What the ledger says of the address: no path and no query, for a webhook's may hold a secret.</summary>
    public string Origin => new Uri(BaseUrl).GetLeftPart(UriPartial.Authority);

    /// <summary>As it lies in the column; <see cref="PrioritiesIn"/> reads it.</summary>
    public static string PrioritiesText(IReadOnlyDictionary<IncidentSeverity, string> priorities) =>
        string.Join(Comma, priorities.OrderBy(one => one.Key).Select(one => $"{WireName.Of(one.Key)}={one.Value}"));

    public static IReadOnlyDictionary<IncidentSeverity, string> PrioritiesIn(string text)
    {
        var read = new Dictionary<IncidentSeverity, string>();
        foreach (var part in text.Split(Comma, StringSplitOptions.RemoveEmptyEntries))
            if (part.Split('=', 2) is [var name, var value] && WireName.TryParse<IncidentSeverity>(name, out var severity)) read[severity] = value;
        return read;
    }
}
