using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Telemetry;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What a failure is about, as the stores know it.</summary>
internal sealed record FoundSubject(string Agent, string? Environment, string? RunName, RunFigures? Run, Proposal? Proposal, Alert? Alert);
