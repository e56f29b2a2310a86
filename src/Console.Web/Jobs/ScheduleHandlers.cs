using AgentConsole.Infrastructure.Agents.Schedules;

namespace AgentConsole.Web.Jobs;

/// <summary>What the page of a schedule can have done.</summary>
public sealed record ScheduleHandlers(SaveScheduleHandler Save, RemoveScheduleHandler Remove, OrderScheduledRunHandler Order);
