using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Writes down how an attempt went and what becomes of its delivery.</summary>
internal sealed class AttemptRecorder(
    ConsoleTransaction transaction, LedgerWriter ledger, ChangeFeed feed, TimeProvider clock, JitterSource jitter)
{
    public async Task<DeliveryCourse> RecordAsync(OutboxItem claimed, SentAttempt sent, CancellationToken cancellation)
    {
        var course = DeliveryCourse.After(sent.Outcome, claimed.AttemptsThisRound, clock.Instant(), jitter());
        await transaction.RunAsync(CommitAsync, cancellation);

        // A retry is no entry of the ledger, from which pages would hear of it.
        if (course is DeliveryCourse.Retry) feed.Publish([Topic.Deliveries]);
        return course;

        async Task<bool> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            db.DeliveryAttempts.Add(Row(claimed, sent));
            var item = await db.Outbox.SingleAsync(row => row.Id == claimed.Id, inner);

            // It took longer than the lease, and another node holds it now: that one says what becomes of it.
            if (item.Version != claimed.Version) return false;
            await TakeCourseAsync(db, item, inner);
            return true;
        }

        async Task TakeCourseAsync(ConsoleDbContext db, OutboxItem item, CancellationToken inner)
        {
            switch (course)
            {
                case DeliveryCourse.Delivered:
                    item.Close(DeliveryStatus.Delivered, null, clock.Instant());
                    ledger.Append(db, new Caller.Server(), new DeliverySucceeded(item.Id, item.ProposalId, item.AttemptCount, StatusOf(sent) ?? 0));
                    if (sent.Receipt is { } receipt) await FileAsync(db, item, receipt, inner);
                    break;
                case DeliveryCourse.Retry retry:
                    item.TryAgain(retry.At, retry.Code);
                    break;
                case DeliveryCourse.Failed failed:
                    Fail(db, item, failed.Code);
                    break;
                case DeliveryCourse.EndpointGone:
                    await DisableEndpointAsync(db, item, inner);
                    Fail(db, item, DeliveryCourse.EndpointGone.Code);
                    break;
                default:
                    throw new InvalidOperationException($"{course} is no course of a delivery.");
            }
        }
    }

    /// <summary>Nothing is known of the attempt, for the process ends: the next start need not wait for the lease.</summary>
    public Task GiveBackAsync(OutboxItem claimed) => transaction.RunAsync((db, inner) => db.Outbox
        .Where(row => row.Id == claimed.Id && row.Version == claimed.Version)
        .ExecuteUpdateAsync(row => row.SetProperty(item => item.LeasedUntil, (DateTimeOffset?)null), inner), CancellationToken.None);

    private async Task FileAsync(ConsoleDbContext db, OutboxItem item, TicketReceipt receipt, CancellationToken cancellation)
    {
        if (await db.IncidentTickets.SingleOrDefaultAsync(row => row.DeliveryId == item.Id, cancellation) is not { } ticket) return;
        ticket.Filed(receipt);
        ledger.Append(db, new Caller.Server(), new TicketFiled(ticket, item.Id));
    }

    private void Fail(ConsoleDbContext db, OutboxItem item, string code)
    {
        item.Close(DeliveryStatus.Failed, code, clock.Instant());
        ledger.Append(db, new Caller.Server(), new DeliveryFailed(item.Id, item.ProposalId, item.AttemptCount, code));
    }

    private async Task DisableEndpointAsync(ConsoleDbContext db, OutboxItem item, CancellationToken cancellation)
    {
        if (item.EndpointId is not { } id) return;
        if (await db.WebhookEndpoints.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { IsDisabled: false } endpoint) return;
        endpoint.Disable("The receiver answered 410 Gone.", clock.Instant());
        ledger.Append(db, new Caller.Server(), new WebhookDisabled(endpoint.Id, item.Id));
    }

    private static DeliveryAttempt Row(OutboxItem claimed, SentAttempt sent) => new()
    {
        DeliveryId = claimed.Id,
        Number = claimed.AttemptCount,
        At = sent.At,
        LatencyMilliseconds = (int)Math.Min(sent.Latency.TotalMilliseconds, int.MaxValue),
        StatusCode = StatusOf(sent),
        Fault = sent.Outcome switch
        {
            AttemptOutcome.Answered or AttemptOutcome.Replied or AttemptOutcome.Declined => null,
            AttemptOutcome.TimedOut => "timed_out",
            AttemptOutcome.Unreachable => "unreachable",
            AttemptOutcome.Refused refused => refused.Code,
            _ => throw new InvalidOperationException($"{sent.Outcome} is no outcome of an attempt.")
        },
        FaultDetail = sent.FaultDetail,
        ResponseExcerpt = sent.ResponseExcerpt
    };

    private static int? StatusOf(SentAttempt sent) => sent.Outcome switch
    {
        AttemptOutcome.Answered answered => answered.HttpStatus,
        AttemptOutcome.Replied replied => replied.SmtpCode,
        AttemptOutcome.Declined declined => declined.HttpStatus,
        _ => null
    };
}
