using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;

namespace AgentConsole.Web.Incidents;

/// <summary>What is sent about incidents, as the API's description shows it.</summary>
internal static class IncidentBodies
{
    /// <summary>One of run, proposal and alert; everything else is filled in.</summary>
    public sealed record ReportBody
    {
        /// <summary>The run's own name; with agent and environment where several agents have one of that name.</summary>
        public string? Run { get; init; }
        public string? Proposal { get; init; }
        /// <summary>Needs the agent too.</summary>
        public string? Alert { get; init; }
        public string? Agent { get; init; }
        public string? Environment { get; init; }
        public string? Title { get; init; }
        public IncidentSeverity? Severity { get; init; }
    }

    /// <summary>What is absent stays as it is.</summary>
    public sealed record ChangeBody
    {
        public string? Title { get; init; }
        public IncidentSeverity? Severity { get; init; }
        /// <summary>investigating or mitigated; closing and reopening have their own addresses.</summary>
        public IncidentState? State { get; init; }
        /// <summary>A person's id, "me", or an empty text for nobody.</summary>
        public string? Owner { get; init; }
        /// <summary>The version that was read; where it is named, another one refuses.</summary>
        public int? Version { get; init; }
    }

    public sealed record TextBody
    {
        public required string Text { get; init; }
    }

    public sealed record FollowUpBody
    {
        public required string Text { get; init; }
        public required string Owner { get; init; }
        public required DateOnly Due { get; init; }
    }

    public sealed record AccessReviewBody
    {
        /// <summary>Which permissions the agent had.</summary>
        public required string Had { get; init; }
        /// <summary>Which of them it used.</summary>
        public required string Used { get; init; }
        /// <summary>Which it should not have had.</summary>
        public required string Excess { get; init; }
    }

    public sealed record CloseBody
    {
        public required IReadOnlyList<GroundBody> Grounds { get; init; }
    }

    public sealed record GroundBody
    {
        public required GroundKind Kind { get; init; }
        /// <summary>The eval case's address or name, the policy set, or the name of whoever waives.</summary>
        public required string What { get; init; }
        /// <summary>For a policy set.</summary>
        public int? Version { get; init; }
        /// <summary>For a waiver.</summary>
        public string? Reason { get; init; }
        /// <summary>For a waiver: its last day.</summary>
        public DateOnly? ExpiresOn { get; init; }
    }

    public sealed record ReasonBody
    {
        public required string Reason { get; init; }
    }

    public sealed record TicketBody
    {
        /// <summary>The id of a ticket target.</summary>
        public required string Target { get; init; }
    }

    public sealed record TargetBody
    {
        public required string Name { get; init; }
        public required TicketKind Kind { get; init; }
        public required string BaseUrl { get; init; }
        /// <summary>A Jira project's key, owner/name, or a GitLab path; absent for a webhook.</summary>
        public string? Project { get; init; }
        /// <summary>The name of an entry under Tickets:Secrets in the configuration; never the secret itself.</summary>
        public required string Secret { get; init; }
        public IReadOnlyList<string>? Labels { get; init; }
        public string? IssueType { get; init; }
        /// <summary>From severity to what it is called there.</summary>
        public IReadOnlyDictionary<string, string>? Priorities { get; init; }
        /// <summary>For a webhook: a JSON object, as a text, with {title} and the like in its texts.</summary>
        public string? Template { get; init; }
        public bool? Disabled { get; init; }
    }
}
