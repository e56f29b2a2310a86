using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Gather once more what is known of an incident; what was gathered before stays.</summary>
public sealed record RefreshBundle(Caller Caller, IncidentId Id);
