using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Keep a rule as its document states it.</summary>
/// <param name="Id">Null makes a new one.</param>
/// <param name="Seen">The version that was read; null takes whatever is there.</param>
public sealed record SaveAlertRule(Caller Caller, AlertRuleId? Id, int? Seen, JsonElement Document);
