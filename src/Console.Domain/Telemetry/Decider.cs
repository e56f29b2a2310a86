using AgentConsole.Domain.Reviews;

namespace AgentConsole.Domain.Telemetry;

/// <summary>Who spoke in an event of people, and what was said. Joined when it is read: the operational store knows no person.</summary>
/// <param name="After">How long was waited for it; null for a word that was not the last.</param>
public sealed record Decider(string Name, DecisionKind Kind, ReasonCode? Reason, TimeSpan? After)
{
    /// <summary>Such as <c>rejected by Ana</c>.</summary>
    public string Short => Kind switch
    {
        DecisionKind.Approve => "approved",
        DecisionKind.Reject => "rejected",
        DecisionKind.SendBack => "sent back",
        DecisionKind.Edit => "edited and approved",
    } + " by " + Name;

    /// <summary>Such as <c>rejected by Ana: wrong target, after 3 min 40 s</c>.</summary>
    public string Sentence =>
        Short + (Reason is { } reason ? ": " + WireName.Of(reason).Replace('_', ' ') : "") + (After is { } after ? ", after " + Durations.Text(after) : "");
}
