using AgentConsole.Infrastructure.Incidents.Tickets;

namespace AgentConsole.Web.Incidents;

/// <summary>What can be done to ticket targets, in one hand for the page.</summary>
public sealed record TicketTargetDesk(SaveTicketTargetHandler Save, RemoveTicketTargetHandler Remove, TestTicketTargetHandler Test);
