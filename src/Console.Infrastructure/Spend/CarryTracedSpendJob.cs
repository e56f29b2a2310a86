using System.Globalization;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Counts what runs told that they cost towards the caps of the day, and warns.</summary>
[DisallowConcurrentExecution]
internal sealed class CarryTracedSpendJob(CarryTracedSpendHandler handler) : IJob
{
    public static readonly JobKey Key = new("carry-traces", "spend");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var done = await handler.HandleAsync(cancellation);
        return new(done, string.Create(CultureInfo.InvariantCulture, $"{done} counters of caps were brought up to what runs told."));
    }
}
