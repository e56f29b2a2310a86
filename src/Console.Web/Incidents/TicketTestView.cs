namespace AgentConsole.Web.Incidents;

/// <summary>What came of asking a ticket target whether it fits.</summary>
/// <param name="Why">In the system's own words, shortened.</param>
public sealed record TicketTestView(bool Fits, int? HttpStatus, string? Code, string? Why);
