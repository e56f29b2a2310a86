using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Fires one schedule at one of its times; several may fire together.</summary>
internal sealed class StartRunJob(StartDesk desk, StartSender sender) : IJob
{
    public static readonly JobKey Key = new("start-run", "agents");

    /// <summary>In the data of its triggers: which schedule.</summary>
    public const string Schedule = "schedule";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = ScheduleId.TryParse(context.MergedJobDataMap.GetString(Schedule), out var schedule)
            ? await RunOnceAsync(schedule, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken)
            : new JobReport(0, "No schedule is named.");

    public async Task<JobReport> RunOnceAsync(ScheduleId schedule, DateTimeOffset firedAt, CancellationToken cancellation)
    {
        if (await desk.BeginAsync(new Caller.Server(), schedule, firedAt, isOrdered: false, cancellation) is not { } run)
            return new(0, "The schedule is switched off or gone, or had fired for this time.");
        if (run.Status == ScheduledRunStatus.Held) return new(1, $"A run of {run.Agent} was held: {run.Reason}");
        await sender.TrySendAsync(run.Id, cancellation);
        return new(1, $"A run of {run.Agent} was begun: {run.RunName}");
    }
}
