namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>What a system says of a ticket that it keeps: its name there and, where it is one that may be shown, its address.</summary>
public sealed record TicketReceipt(string? Key, string? Url);
