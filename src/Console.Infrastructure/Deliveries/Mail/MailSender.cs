using System.Net.Sockets;
using System.Security.Authentication;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts.Notices;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Mail;

/// <summary>Writes to one person that a proposal waits, if the person still wants it and it still does, or of an alert whose owner that is.</summary>
internal sealed class MailSender(IDbContextFactory<ConsoleDbContext> contexts, MailOptions options, ReviewLinks links, TimeProvider clock)
{
    public async Task<SentAttempt> SendAsync(OutboxItem item, CancellationToken cancellation)
    {
        if (item.AttemptsThisRound > RetrySchedule.AttemptsMax) return NotSent("attempts_exhausted", "No attempt was ever seen to end.");
        if (!options.IsOn) return NotSent("mail_off", "No mail server is configured.");
        var (person, proposal) = await ReadAsync(item, cancellation);
        var isAlert = EventType.IsOfAlert(item.EventType) && item.Notice is not null;
        if (person is null or { IsDisabled: true } || (proposal is null && !isAlert)) return NotSent("person_gone", "The person may not sign in any more.");
        if (!isAlert && person.ReviewMail == ReviewMail.Off) return NotSent("mail_unwanted", "The person switched e-mail off.");
        if (!isAlert && !proposal!.IsPending) return NotSent("decided_meanwhile", "It waited no longer when this was to be sent.");
        if (person.Email is not { } to || !EmailAddress.TryRead(to, out _) || !to.All(char.IsAscii))
            return NotSent("address_unsupported", "The person's address cannot be written to.");

        var at = clock.Instant();
        var started = clock.GetTimestamp();
        var letter = isAlert
            ? new AlertLetter(AlertNotice.Read(item.EventType, item.Notice!), options.From, to, item.Id).ToBytes(item.CreatedAt)
            : new ReviewLetter(new(item.EventType, proposal!, links), options.From, to, item.Id).ToBytes(item.CreatedAt);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var reply = await GiveAsync(to, letter, either.Token);
            return new(new AttemptOutcome.Replied(reply.Code), at, clock.GetElapsedTime(started)) { ResponseExcerpt = reply.ToString() };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(new AttemptOutcome.TimedOut(), at, clock.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is SmtpException or SocketException or IOException or AuthenticationException)
        {
            return new(new AttemptOutcome.Unreachable(), at, clock.GetElapsedTime(started))
            {
                FaultDetail = ShortText.Of(exception.Message, DeliveriesLimits.FaultDetailCharactersMax)
            };
        }
    }

    // The first reply that is none to what we wanted ends it, and is the answer.
    private async Task<SmtpReply> GiveAsync(string to, byte[] letter, CancellationToken cancellation)
    {
        await using var session = await SmtpSession.OpenAsync(options, cancellation);
        var reply = await session.SayAsync($"MAIL FROM:<{options.From}>", cancellation);
        if (reply.IsPositive) reply = await session.SayAsync($"RCPT TO:<{to}>", cancellation);
        if (reply.IsPositive) reply = await session.SayAsync("DATA", cancellation);
        if (reply.Code == 354) reply = await session.GiveAsync(letter, cancellation);
        await LeaveAsync(session, cancellation);
        return reply;
    }

    // It has the message or does not want it; how it takes its leave changes nothing.
    private static async Task LeaveAsync(SmtpSession session, CancellationToken cancellation)
    {
        try
        {
            await session.SayAsync("QUIT", cancellation);
        }
        catch (Exception exception) when (exception is SmtpException or IOException or OperationCanceledException)
        {
        }
    }

    private async Task<(Person? Person, Proposal? Proposal)> ReadAsync(OutboxItem item, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == item.PersonId, cancellation),
            await db.Proposals.AsNoTracking().SingleOrDefaultAsync(proposal => proposal.Id == item.ProposalId, cancellation));
    }

    private SentAttempt NotSent(string code, string why) =>
        new(new AttemptOutcome.Refused(code), clock.Instant(), TimeSpan.Zero) { FaultDetail = why };
}
