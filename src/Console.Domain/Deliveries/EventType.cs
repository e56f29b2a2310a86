using System.Collections.Frozen;

namespace AgentConsole.Domain.Deliveries;

/// <summary>What receivers are told of, by the names on the wire.</summary>
public static class EventType
{
    public const string ProposalDecided = "proposal.decided";
    public const string WebhookTest = "webhook.test";

    /// <summary>A proposal waits for a person.</summary>
    public const string ReviewRequested = "review.requested";

    /// <summary>It still waits, and its time runs out.</summary>
    public const string ReviewReminder = "review.reminder";

    /// <summary>Nobody decided, and one more role is asked.</summary>
    public const string ReviewEscalated = "review.escalated";

    /// <summary>So much of a cap is used, or all of it.</summary>
    public const string BudgetWarning = "budget.warning";

    /// <summary>What an endpoint may subscribe to; a test goes to whichever endpoint it was asked for.</summary>
    public static FrozenSet<string> Subscribable { get; } =
        FrozenSet.ToFrozenSet([ProposalDecided, ReviewRequested, ReviewReminder, ReviewEscalated, BudgetWarning], StringComparer.Ordinal);

    /// <summary>Whether it tells that somebody is asked, not that somebody decided.</summary>
    public static bool IsOfReview(string type) => type is ReviewRequested or ReviewReminder or ReviewEscalated;
}
