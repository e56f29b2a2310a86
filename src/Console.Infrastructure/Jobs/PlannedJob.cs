using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>A job of this build as the scheduler is to keep it.</summary>
/// <param name="Trigger">Null where people say when it runs.</param>
internal sealed record PlannedJob(JobKey Key, IJobDetail Detail, Func<ITrigger?> Trigger);
