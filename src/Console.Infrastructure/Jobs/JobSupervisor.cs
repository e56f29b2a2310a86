using System.Globalization;
using System.Collections.Frozen;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Jobs.History;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>
/// Stands around every run of a job: lets none begin that is paused, tells it to stop when its time is over, and has written down what
/// came of it. A run that fails is the next round's: the scheduler hears of no fault.
/// </summary>
internal sealed partial class JobSupervisor(
    IEnumerable<JobPlan> plans, JobPauses pauses, JobRunRecorder recorder, TimeProvider clock, ILogger<JobSupervisor> logger) : IJobExecutionMiddleware
{
    /// <summary>In the data of a run that a person ordered: it runs though the job is paused.</summary>
    public const string Ordered = "ordered";

    private readonly FrozenDictionary<JobKey, JobPlan> _plans = plans.ToFrozenDictionary(plan => plan.Key);

    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken)
    {
        // Left over in the store by another build, or brought past its plan; the job that aligns the two takes it out.
        if (!_plans.TryGetValue(context.JobDetail.Key, out var plan))
        {
            LogUnknown(JobPlan.NameOf(context.JobDetail.Key));
            return;
        }

        var isOrdered = context.MergedJobDataMap.ContainsKey(Ordered);
        if (!isOrdered && pauses.Find(plan.Name) is not null) return;

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(plan.LimitSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var (began, started) = (clock.Instant(), clock.GetTimestamp());
        try
        {
            await next(context, either.Token);
            await KeepAsync(JobRunOutcome.Succeeded, context.Result as JobReport ?? new(0, "It ran."), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The node is asked to end: what was not done is done after the next start.
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            LogTimedOut(plan.Name, plan.LimitSeconds);
            await KeepAsync(JobRunOutcome.TimedOut, new(0, string.Create(CultureInfo.InvariantCulture, $"It was told to stop after {plan.LimitSeconds} s.")), null);
        }
#pragma warning disable CA1031 // Whatever a job breaks on is its run's outcome; the next round tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var reference = FaultNumber.Of(clock.Instant());
            LogFailed(exception, plan.Name, reference);
            await KeepAsync(JobRunOutcome.Failed, new(0, $"It failed; the log says why, under {reference}."), FaultNumber.KindOf(exception));
        }

        Task KeepAsync(JobRunOutcome outcome, JobReport report, string? fault) => recorder.RecordAsync(new()
        {
            Id = Guid.CreateVersion7(began),
            Job = plan.Name,
            Node = recorder.Node,
            BeganAt = began,
            EndedAt = clock.Instant(),
            TookMilliseconds = (long)clock.GetElapsedTime(started).TotalMilliseconds,
            Outcome = outcome,
            IsOrdered = isOrdered,
            Done = report.Done,
            Summary = ShortText.Of(report.Summary, JobLimits.SummaryLengthMax),
            Fault = fault is null ? null : ShortText.Of(fault, JobLimits.FaultLengthMax),
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job {Job} was told to stop: it had {Seconds} s.")]
    private partial void LogTimedOut(string job, int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job {Job} has no plan and is not run.")]
    private partial void LogUnknown(string job);

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed (reference {Reference}).")]
    private partial void LogFailed(Exception exception, string job, string reference);
}
