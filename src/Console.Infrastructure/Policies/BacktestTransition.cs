using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>How many went from one outcome to another.</summary>
public sealed record BacktestTransition(VerdictKind From, VerdictKind To, int Count);
