using AgentConsole.Domain.Agents.Schedules;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>A schedule as people read it.</summary>
/// <param name="NextAt">By the line itself; null while it is switched off or its agent stopped.</param>
/// <param name="Stopped">Why nothing would start at this moment; null where nothing stands in the way.</param>
public sealed record ScheduleRow(AgentSchedule Schedule, DateTimeOffset? NextAt, string? Stopped, ScheduledRun? Last);
