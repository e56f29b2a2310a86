using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Live;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Has the outbox looked at as soon as something is put in.</summary>
internal sealed class DeliverWake(ChangeFeed feed, DeliverJob job, JobPauses pauses, ILogger<DeliverWake> logger)
    : JobWake(feed, [Topic.Deliveries, Topic.Queue], DeliverJob.Key, DeliveriesLimits.RunsMax, job.RunOnceAsync, pauses, logger);
