using System.Net;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Deliveries.Tickets;

/// <summary>
/// Writes the ticket of an incident in the words of its target and sends it. Where an earlier attempt may have made it already it is
/// looked for first, so that one incident does not become two tickets.
/// </summary>
internal sealed class TicketSender(
    IDbContextFactory<ConsoleDbContext> contexts, [FromKeyedServices(WayOut.Tickets)] GuardedHttp http, TicketSecrets secrets, ReviewLinks links, TimeProvider clock)
{
    public async Task<SentAttempt> SendAsync(OutboxItem item, CancellationToken cancellation)
    {
        if (item.AttemptsThisRound > RetrySchedule.AttemptsMax) return NotSent("attempts_exhausted", "No attempt was ever seen to end.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.TicketTargets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == item.TicketTargetId, cancellation) is not { } target)
            return NotSent("ticket_target_removed", "The target was removed after this was put in the outbox.");
        if (target.IsDisabled) return NotSent("ticket_target_disabled", "The target is switched off.");
        if (secrets.Find(target.SecretName) is not { } secret)
            return NotSent("ticket_secret_missing", $"Nothing is configured as {TicketsOptions.Section}:{nameof(TicketsOptions.Secrets)}:{target.SecretName}.");
        var system = TicketSystems.Of(target.Kind);
        if (system.FaultOfSecret(secret) is { } unfit) return NotSent("ticket_secret_unfit", unfit);
        if (await TextAsync(db, item, cancellation) is not { } text) return NotSent("incident_unknown", "There is no such incident.");

        // The attempt before may have made it and died, or its answer was lost on the way.
        foreach (var find in item.AttemptCount > 1 ? system.Find(target, text, secret) : [])
        {
            var (asked, found) = await ExchangeAsync(find, cancellation);
            if (asked.Outcome is not AttemptOutcome.Answered { HttpStatus: >= 200 and <= 299 }) return asked;
            if (found is { } answer && system.FoundIn(target, text, answer) is { } earlier) return asked with { Receipt = earlier };
        }

        var (sent, made) = await ExchangeAsync(system.Create(target, text, secret, new(item.Id, item.CreatedAt, clock.Instant())), cancellation);
        return sent.Outcome is AttemptOutcome.Answered { HttpStatus: >= 200 and <= 299 }
            ? sent with { Receipt = made is { } body ? system.ReceiptOf(target, body) : new(null, null) }
            : sent;
    }

    /// <summary>One exchange as an attempt, with the JSON of its answer where it had one.</summary>
    public async Task<(SentAttempt Sent, JsonElement? Answer)> ExchangeAsync(TicketCall call, CancellationToken cancellation)
    {
        var at = clock.Instant();
        var outcome = await http.SendAsync(new(HttpMethod.Parse(call.Method), call.Url) { Headers = call.Headers, Body = call.Body }, cancellation);
        return outcome is GuardedOutcome.Answered answered ? (Of(answered, at), JsonOf(answered)) : (SentAttempt.Unanswered(outcome, at), null);
    }

    private async Task<TicketText?> TextAsync(ConsoleDbContext db, OutboxItem item, CancellationToken cancellation)
    {
        var incident = await db.IncidentTickets.Where(row => row.DeliveryId == item.Id).Join(db.Incidents, row => row.IncidentId, row => row.Id, (_, row) => row)
            .AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (incident is null) return null;
        var digest = await db.IncidentBundles.Where(row => row.IncidentId == incident.Id && row.Number == incident.BundleVersion).Select(row => row.Digest).SingleOrDefaultAsync(cancellation);
        return TicketText.Of(incident, digest, links);
    }

    // What is wrong with the ticket or the secret stays wrong; what is wrong with the system passes.
    private static SentAttempt Of(GuardedOutcome.Answered answered, DateTimeOffset at)
    {
        var declined = (HttpStatusCode)answered.HttpStatus switch
        {
            HttpStatusCode.Unauthorized => "ticket_unauthorized",
            HttpStatusCode.Forbidden when !IsLimited(answered) => "ticket_forbidden",
            HttpStatusCode.NotFound => "ticket_not_found",
            HttpStatusCode.Gone => "ticket_gone",
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType => "ticket_invalid",
            _ => null,
        };
        var isTaken = answered.HttpStatus is >= 200 and <= 299;
        return new(declined is null ? new AttemptOutcome.Answered(answered.HttpStatus, answered.RetryAfter) : new AttemptOutcome.Declined(answered.HttpStatus, declined), at, answered.Latency)
        {
            // What a system says of a ticket that it took may repeat all of it.
            ResponseExcerpt = isTaken ? null : SentAttempt.Excerpt(answered.Body),
            FaultDetail = !isTaken && JsonOf(answered) is { } said && TicketReason.Of(said) is { } why ? SentAttempt.Shortened(why) : null,
        };
    }

    // A limit passes, and mostly says when; GitHub answers one with 403 too, and says so in a header or only in words.
    private static bool IsLimited(GuardedOutcome.Answered answered) =>
        answered.RetryAfter is not null || answered.IsRateLimited || Encoding.UTF8.GetString(answered.Body).Contains("rate limit", StringComparison.OrdinalIgnoreCase);

    private static JsonElement? JsonOf(GuardedOutcome.Answered answered)
    {
        if (answered.IsTruncated || answered.Body.Length == 0) return null;
        try
        {
            return JsonElement.Parse(answered.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SentAttempt NotSent(string code, string why) => SentAttempt.NotSent(code, why, clock.Instant());
}
