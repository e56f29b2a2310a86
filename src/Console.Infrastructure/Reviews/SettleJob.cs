using System.Globalization;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Ends holds whose time has passed and which nobody looks at.</summary>
[DisallowConcurrentExecution]
internal sealed class SettleJob(SettleHandler settle) : IJob
{
    public static readonly JobKey Key = new("settle", "reviews");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var done = await settle.HandleAsync(cancellation);
        return new(done, string.Create(CultureInfo.InvariantCulture, $"{done} holds were over: each was asked again and went out or back."));
    }
}
