using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>An agent tells what it has read since.</summary>
public sealed record Observe(Caller.Agent Caller, string Run, ReadText Text);
