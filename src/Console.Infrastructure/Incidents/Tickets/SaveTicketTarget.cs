using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents.Tickets;

namespace AgentConsole.Infrastructure.Incidents.Tickets;

/// <summary>Say where incidents become tickets.</summary>
/// <param name="Id">Null for a new one.</param>
public sealed record SaveTicketTarget(Caller Caller, TicketTargetId? Id, TicketTargetForm Form);
