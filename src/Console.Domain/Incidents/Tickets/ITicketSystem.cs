using System.Text.Json;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>How one kind of system is asked to keep a ticket, and how it answers. Pure: it makes bytes and reads them.</summary>
public interface ITicketSystem
{
    /// <summary>What is wrong with a target's own members for this kind.</summary>
    IEnumerable<Fault> FaultsOf(TicketTarget target);

    /// <summary>What is wrong with a secret, in a sentence that does not repeat it; null where it may serve.</summary>
    string? FaultOfSecret(string secret);

    TicketCall Create(TicketTarget target, TicketText text, string secret, TicketStamp stamp);

    /// <summary>Looks for a ticket that was made before, one way after the other; none where the system takes the same message twice without harm.</summary>
    IReadOnlyList<TicketCall> Find(TicketTarget target, TicketText text, string secret);

    /// <summary>Asks whether target and secret fit, without making anything.</summary>
    TicketCall Probe(TicketTarget target, string secret, TicketStamp stamp);

    /// <summary>What the answer to <see cref="Create"/> says.</summary>
    TicketReceipt ReceiptOf(TicketTarget target, JsonElement answer);

    /// <summary>What the answer to one look of <see cref="Find"/> says; null where there is none yet.</summary>
    TicketReceipt? FoundIn(TicketTarget target, TicketText text, JsonElement answer);
}
