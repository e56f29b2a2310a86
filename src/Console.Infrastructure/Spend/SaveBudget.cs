using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Somebody says what a workflow or an environment may spend on a day.</summary>
/// <param name="Id">The budget that is replaced; null for a new one.</param>
/// <param name="Seen">The version that was read; null where it does not matter.</param>
public sealed record SaveBudget(Caller Caller, BudgetId? Id, int? Seen, JsonElement Document);
