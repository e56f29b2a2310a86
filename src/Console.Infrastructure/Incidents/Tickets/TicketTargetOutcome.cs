using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents.Tickets;

namespace AgentConsole.Infrastructure.Incidents.Tickets;

/// <summary>What came of changing or testing a ticket target.</summary>
public abstract record TicketTargetOutcome
{
    public sealed record Saved(TicketTargetId Id) : TicketTargetOutcome;

    public sealed record Removed : TicketTargetOutcome;

    /// <summary>The system was asked.</summary>
    /// <param name="HttpStatus">Null where nobody answered.</param>
    /// <param name="Code">Null where it fits.</param>
    public sealed record Tested(int? HttpStatus, string? Code, string? Why) : TicketTargetOutcome
    {
        public bool Fits => Code is null;
    }

    public sealed record NotFound : TicketTargetOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : TicketTargetOutcome;

    public sealed record NameTaken : TicketTargetOutcome;

    public sealed record TooMany(int Max) : TicketTargetOutcome;

    public sealed record RoleMissing(Permission Needs) : TicketTargetOutcome;

    private TicketTargetOutcome() { }
}
