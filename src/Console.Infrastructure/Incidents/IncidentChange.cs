using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What a person does to an incident.</summary>
public abstract record IncidentChange
{
    /// <summary>What is not said stays as it is.</summary>
    public sealed record Describe(string? Title = null, IncidentSeverity? Severity = null, IncidentState? State = null, OwnerWish? Owner = null) : IncidentChange;

    public sealed record Note(string Text) : IncidentChange;

    public sealed record AddFollowUp(string Text, string Owner, DateOnly DueOn) : IncidentChange;

    public sealed record FinishFollowUp(int Number) : IncidentChange;

    public sealed record AnswerReview(string Had, string Used, string Excess) : IncidentChange;

    public sealed record Close(IReadOnlyList<GroundWish> Grounds) : IncidentChange;

    public sealed record Reopen(string Reason) : IncidentChange;

    /// <param name="Seen">What was written when it was loaded, empty where nothing was; null: whatever is written by now.</param>
    public sealed record WritePostmortem(string Text, string? Seen = null) : IncidentChange;

    public sealed record OrderTicket(TicketTargetId Target) : IncidentChange;

    private IncidentChange() { }
}
