using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Somebody says when an agent's runs are started.</summary>
/// <param name="Id">The schedule that is replaced; null for a new one.</param>
/// <param name="Seen">The version that was read; null where it does not matter.</param>
public sealed record SaveSchedule(Caller Caller, ScheduleId? Id, int? Seen, JsonElement Document);
