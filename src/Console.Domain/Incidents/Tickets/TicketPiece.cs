namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>A stretch of a ticket's text: the console's own words, or a name that an agent or a person chose, which must not act there.</summary>
public readonly record struct TicketPiece(string Text, bool IsForeign = false);
