using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>A run with how much it stands out among its peers.</summary>
public sealed record SuspectRun(RunFigures Run, RunTriage Triage);
