using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Do something to an incident.</summary>
/// <param name="VersionSeen">What the person read; null: whatever it is by now.</param>
public sealed record ChangeIncident(Caller Caller, IncidentId Id, IncidentChange Change, int? VersionSeen = null);
