using System.Globalization;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Gives back money that was taken aside for model calls of which nothing was heard again.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireReservationsJob(ExpireReservationsHandler handler) : IJob
{
    public static readonly JobKey Key = new("expire", "spend");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var done = await handler.HandleAsync(cancellation);
        return new(done, string.Create(CultureInfo.InvariantCulture, $"{done} reservations past their time were given back."));
    }
}
