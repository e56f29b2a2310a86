using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Somebody who answers for it lets so much more be spent, for so long.</summary>
public sealed record RaiseBudget(Caller Caller, BudgetId Budget, CapPeriod Period, long AmountNanos, string Reason, int Seconds);
