using AgentConsole.Domain;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries.Tickets;

namespace AgentConsole.Web.Incidents;

/// <summary>A ticket target on the wire; of its secret only the name, and whether something is configured under it.</summary>
public sealed record TicketTargetView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required TicketKind Kind { get; init; }
    public required string BaseUrl { get; init; }
    public string? Project { get; init; }
    public required string Secret { get; init; }
    public required bool IsSecretConfigured { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }
    public string? IssueType { get; init; }
    public required IReadOnlyDictionary<string, string> Priorities { get; init; }
    public string? Template { get; init; }
    public required bool Disabled { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static TicketTargetView Of(TicketTarget target, TicketSecrets secrets) => new()
    {
        Id = target.Id.ToString(),
        Name = target.Name,
        Kind = target.Kind,
        BaseUrl = target.BaseUrl,
        Project = target.Project.Length > 0 ? target.Project : null,
        Secret = target.SecretName,
        IsSecretConfigured = secrets.Names.Contains(target.SecretName, StringComparer.OrdinalIgnoreCase),
        Labels = target.LabelList,
        IssueType = target.IssueType.Length > 0 ? target.IssueType : null,
        Priorities = TicketTarget.PrioritiesIn(target.Priorities).ToDictionary(one => WireName.Of(one.Key), one => one.Value),
        Template = target.Template,
        Disabled = target.IsDisabled,
        CreatedAt = target.CreatedAt,
    };
}
