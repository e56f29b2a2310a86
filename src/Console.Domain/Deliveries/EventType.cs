using System.Collections.Frozen;

namespace AgentConsole.Domain.Deliveries;

/// <summary>What receivers are told of, by the names on the wire.</summary>
public static class EventType
{
    public const string ProposalDecided = "proposal.decided";

    /// <summary>The console ran a released proposal, and this is how it ended.</summary>
    public const string ProposalExecuted = "proposal.executed";

    public const string WebhookTest = "webhook.test";

    /// <summary>A proposal waits for a person.</summary>
    public const string ReviewRequested = "review.requested";

    /// <summary>It still waits, and its time runs out.</summary>
    public const string ReviewReminder = "review.reminder";

    /// <summary>Nobody decided, and one more role is asked.</summary>
    public const string ReviewEscalated = "review.escalated";

    /// <summary>So much of a cap is used, or all of it.</summary>
    public const string BudgetWarning = "budget.warning";

    /// <summary>A rule found harm, for the first time or again.</summary>
    public const string AlertFired = "alert.fired";

    /// <summary>What an alert told of is over.</summary>
    public const string AlertResolved = "alert.resolved";

    /// <summary>Somebody reported that something went wrong with an agent.</summary>
    public const string IncidentOpened = "incident.opened";

    /// <summary>An incident on its way to become a ticket; goes to ticket targets alone.</summary>
    public const string IncidentTicket = "incident.ticket";

    /// <summary>A schedule has a run of an agent begin; it goes to that agent's endpoint and to nobody else.</summary>
    public const string RunScheduled = "run.scheduled";

    /// <summary>What an endpoint may subscribe to; a test goes to whichever endpoint it was asked for.</summary>
    public static FrozenSet<string> Subscribable { get; } =
        FrozenSet.ToFrozenSet([ProposalDecided, ProposalExecuted, ReviewRequested, ReviewReminder, ReviewEscalated, BudgetWarning, AlertFired, AlertResolved, IncidentOpened], StringComparer.Ordinal);

    /// <summary>Whether it tells that somebody is asked, not that somebody decided.</summary>
    public static bool IsOfReview(string type) => type is ReviewRequested or ReviewReminder or ReviewEscalated;

    public static bool IsOfAlert(string type) => type is AlertFired or AlertResolved;
}
