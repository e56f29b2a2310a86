using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>An event on its way into the table.</summary>
internal readonly record struct StoredEvent(TraceEvent Event, long? Run);
