using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>An agent says that a piece of work is over, and how it went.</summary>
/// <param name="Kpis">A JSON object.</param>
public sealed record EndRun(Caller.Agent Caller, string Name, string Outcome, string? Kpis);
