using AgentConsole.Infrastructure.Spend;

namespace AgentConsole.Web.Spend;

/// <summary>What the page of budgets can have done.</summary>
public sealed record BudgetHandlers(RaiseBudgetHandler Raise, EndRaiseHandler EndRaise, SaveBudgetHandler Save, RemoveBudgetHandler Remove);
