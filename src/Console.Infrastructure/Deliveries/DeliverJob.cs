using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>
/// Sends what is due. The message leaves before it is written down that it left, so a crash in between sends it again, under the same id.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class DeliverJob(
    OutboxClaims claims, WebhookSender sender, MailSender mail, TicketSender tickets, AttemptRecorder recorder, ILogger<DeliverJob> logger) : IJob
{
    public static readonly JobKey Key = new("deliver", "deliveries");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var (taken, delivered, failed) = (0, 0, 0);
        // One look for all senders: most of the time there is nothing to send.
        if (await claims.IsAnythingDueAsync(cancellation)) await Task.WhenAll(Enumerable.Range(0, DeliveriesLimits.SendersMax).Select(_ => SendWhatIsDueAsync()));
        return new(taken, $"{taken} sent: {delivered} delivered, {failed} failed for good, {taken - delivered - failed} to be tried again.");

        async Task SendWhatIsDueAsync()
        {
            while (Interlocked.Increment(ref taken) <= DeliveriesLimits.BatchMax && await claims.TakeAsync(cancellation) is { } claimed)
            {
                var course = await DeliverAsync(claimed, cancellation);
                if (course is DeliveryCourse.Delivered) Interlocked.Increment(ref delivered);
                else if (course is not (DeliveryCourse.Retry or null)) Interlocked.Increment(ref failed);
            }

            Interlocked.Decrement(ref taken);
        }
    }

    /// <summary>Null when a fault of ours left it as it was; its lease runs out and it is tried again.</summary>
    private async Task<DeliveryCourse?> DeliverAsync(OutboxItem claimed, CancellationToken cancellation)
    {
        using var span = Signals.Deliver(claimed.Id.ToString());
        try
        {
            var sent = claimed switch
            {
                { PersonId: not null } => await mail.SendAsync(claimed, cancellation),
                { TicketTargetId: not null } => await tickets.SendAsync(claimed, cancellation),
                _ => await sender.SendAsync(claimed, cancellation),
            };

            // It is out: writing that down is not given up half-way because the process is asked to end.
            var course = await recorder.RecordAsync(claimed, sent, CancellationToken.None);
            Signals.Ended(span, course);
            return course;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await recorder.GiveBackAsync(claimed);
            throw;
        }
#pragma warning disable CA1031 // One delivery that cannot be made must not keep the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBroken(claimed.Id, exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} could not be attempted.")]
    private partial void LogBroken(DeliveryId delivery, Exception exception);
}
