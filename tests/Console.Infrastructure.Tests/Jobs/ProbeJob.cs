using System.Collections.Concurrent;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Tests.Jobs;

/// <summary>A job that does what a test says, and tells for which of its times it ran.</summary>
[DisallowConcurrentExecution]
internal sealed class ProbeJob(ProbeJob.Part part) : IJob
{
    public static readonly JobKey Key = new("probe", "tests");

    public static JobPlan Plan(int everySeconds = 3_600) => new(Key, "Is watched by a test.", everySeconds, 30, "The test waits.");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        part.Times.Enqueue(context.ScheduledFireTimeUtc ?? context.FireTimeUtc);
        context.Result = await part.Act(cancellationToken);
    }

    internal sealed class Part
    {
        public ConcurrentQueue<DateTimeOffset> Times { get; } = [];

        public Func<CancellationToken, Task<JobReport>> Act { get; set; } = _ => Task.FromResult(new JobReport(1, "It was watched."));
    }
}
