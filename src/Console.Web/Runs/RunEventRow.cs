using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Web.Runs;

/// <summary>An event with its place among all events of its run, from one on.</summary>
public sealed record RunEventRow(int Step, TraceEvent Event);
