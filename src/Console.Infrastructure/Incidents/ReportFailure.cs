using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Report that something went wrong; whatever is not said is filled in.</summary>
public sealed record ReportFailure(Caller Caller, FailureSubject What, string? Title = null, IncidentSeverity? Severity = null);
