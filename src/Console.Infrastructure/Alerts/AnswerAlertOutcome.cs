using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>How an answer to an alert ended.</summary>
public abstract record AnswerAlertOutcome
{
    public sealed record Taken(AlertStatus Now) : AnswerAlertOutcome;

    public sealed record Unknown : AnswerAlertOutcome;

    /// <summary>It stands where the answer leads nowhere, and says who was there first.</summary>
    public sealed record NotNow(AlertStatus Status, string? By, DateTimeOffset? At) : AnswerAlertOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : AnswerAlertOutcome;

    public sealed record RoleMissing(Permission Needs) : AnswerAlertOutcome;

    /// <summary>The role of a DRI reaches the agents that this person answers for.</summary>
    public sealed record NotYourAgent : AnswerAlertOutcome;

    private AnswerAlertOutcome() { }
}
