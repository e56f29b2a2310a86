using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Live;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>Runs what was released to the console as soon as it is. What a stop cuts short is unknown after its lease.</summary>
internal sealed class ExecuteWake(ChangeFeed feed, ExecuteJob job, JobPauses pauses, ILogger<ExecuteWake> logger)
    : JobWake(feed, [Topic.Executions], ExecuteJob.Key, ExecutionLimits.RunsMax, job.RunOnceAsync, pauses, logger);
