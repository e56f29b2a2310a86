using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>What a ticket says of an incident, before it is put into the words of one system.</summary>
/// <param name="Id">The incident's id; it stands in the ticket, so that the ticket can be found again.</param>
/// <param name="Lines">Each line in pieces.</param>
/// <param name="Link">Where the incident is found in this console; null where nobody said under which address it is reached.</param>
public sealed record TicketText(
    IncidentId Id, string Summary, IncidentSeverity Severity, IReadOnlyList<IReadOnlyList<TicketPiece>> Lines, string? Link, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The label that every ticket of one incident has in every system.</summary>
    public string Marker => MarkerOf(Id);

    public static string MarkerOf(IncidentId id) => "agentconsole-" + id.ToString().Replace('_', '-');

    /// <summary>Names that a webhook's template may stand for.</summary>
    public static IReadOnlyList<string> Names { get; } = ["id", "title", "severity", "state", "agent", "environment", "run", "proposal", "fault_domain", "opened_at", "bundle", LinkName];

    public const string LinkName = "link";

    public static TicketText Of(Incident incident, string? bundleDigest, ReviewLinks links)
    {
        // A path alone leads nowhere from elsewhere.
        var link = links.Base.Length == 0 ? null : links.Incident(incident.Id);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = incident.Id.ToString(),
            ["title"] = incident.Title,
            ["severity"] = WireName.Of(incident.Severity),
            ["state"] = WireName.Of(incident.State),
            ["agent"] = incident.Agent,
            ["environment"] = incident.Environment ?? "",
            ["run"] = incident.RunName ?? "",
            ["proposal"] = incident.ProposalId?.ToString() ?? "",
            ["fault_domain"] = incident.Fault is { } fault ? WireName.Of(fault) : "",
            ["opened_at"] = DecisionDocument.Text(incident.OpenedAt),
            ["bundle"] = bundleDigest ?? "",
            ["link"] = link ?? "",
        };
        List<IReadOnlyList<TicketPiece>> lines =
        [
            [new("Severity: "), new(values["severity"])],
            [new("Agent: "), new(incident.Agent, IsForeign: true), .. incident.Environment is { } environment ? new TicketPiece[] { new(" in "), new(environment, IsForeign: true) } : []],
        ];
        if (incident.RunName is { } run) lines.Add([new("Run: "), new(run, IsForeign: true)]);
        if (incident.ProposalId is not null) lines.Add([new("Proposal: "), new(values["proposal"], IsForeign: true)]);
        if (incident.Fault is not null) lines.Add([new("Fault domain: " + values["fault_domain"].Replace('_', ' '))]);
        lines.AddRange(incident.StoryLines.Take(IncidentLimits.TicketLinesMax).Select(PiecesOf));
        if (bundleDigest is not null) lines.Add([new("Bundle: "), new(bundleDigest, IsForeign: true)]);
        // As it is, whatever the notation: by it a system finds the ticket again.
        lines.Add([new("Incident: "), new(values["id"], IsForeign: true)]);
        return new(incident.Id, SummaryOf(incident.Title), incident.Severity, lines, link, values);
    }

    // One line, whatever the title holds.
    private static string SummaryOf(string title)
    {
        var line = string.Concat(title.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)).Trim();
        return ShortText.Of(line.Length == 0 ? "Incident" : line, IncidentLimits.SummaryLengthMax);
    }

    internal static IReadOnlyList<TicketPiece> PiecesOf(StoryLine line)
    {
        const string Place = "{name}";
        if (line.Name is not { } name || line.Text.Split(Place, 2) is not [var before, var after]) return [new(line.Text)];
        return [new(before), new(name, IsForeign: true), new(after)];
    }
}
