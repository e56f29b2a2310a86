using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Agents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>An incident with everything its page shows.</summary>
public sealed record IncidentSheet
{
    public required Incident Incident { get; init; }
    public required string OpenedByName { get; init; }
    public required string? OwnerName { get; init; }
    /// <summary>Null where the agent is not known any more.</summary>
    public required AgentDetail? Agent { get; init; }
    public required AccessReview? Review { get; init; }
    public required string? ReviewedByName { get; init; }
    public required IReadOnlyList<FollowUp> FollowUps { get; init; }
    public required IReadOnlyList<CloseGround> Grounds { get; init; }
    /// <summary>The newest first.</summary>
    public required IReadOnlyList<BundleRow> Bundles { get; init; }
    public required IReadOnlyList<IncidentTicketRow> Tickets { get; init; }
    /// <summary>Where it has no ticket yet.</summary>
    public required IReadOnlyList<TicketTarget> TargetsLeft { get; init; }
    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<IncidentMoment> Timeline { get; init; }

    public string? Dri => Agent?.Agent.Dri;

    /// <summary>The postmortem as it was written, or as it begins.</summary>
    public string PostmortemText => Incident.Postmortem ?? PostmortemTemplate.Of(Incident, Review, FollowUps, Grounds, Dri);
}
