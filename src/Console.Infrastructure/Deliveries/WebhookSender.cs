using System.Security.Cryptography;
using AgentConsole.Domain;
using AgentConsole.Domain.Alerts.Notices;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Makes the message of a delivery, signs it and sends it.</summary>
internal sealed class WebhookSender(
    IDbContextFactory<ConsoleDbContext> contexts, [FromKeyedServices(WayOut.Webhooks)] GuardedHttp http, WebhookSecrets signing, CallbackSecrets callbackSecrets,
    GrantTokens grants, ReviewLinks links, TimeProvider clock)
{
    public async Task<SentAttempt> SendAsync(OutboxItem item, CancellationToken cancellation)
    {
        // A crash after every send would otherwise repeat it for ever: the attempts are counted before they are made.
        if (item.AttemptsThisRound > RetrySchedule.AttemptsMax) return NotSent("attempts_exhausted", "No attempt was ever seen to end.");

        var signer = await SignerAsync(item, cancellation);
        if (signer is null) return NotSent("endpoint_removed", "The endpoint was removed after this was put in the outbox.");
        if (signer.IsDisabled) return NotSent("endpoint_disabled", "The endpoint is switched off.");

        IReadOnlyList<WebhookSecret> secrets;
        string url;
        try
        {
            url = signing.AddressOf(signer, item.Url);
            secrets = signing.SigningFor(signer, clock.Instant());
        }
        catch (CryptographicException)
        {
            return NotSent("secret_unreadable", "The keys that sealed the secret are gone. Rotate the secret, then send again.");
        }

        var body = await BodyAsync(item, signer.Form, cancellation);
        var at = clock.Instant();
        return Of(await http.SendAsync(Message(url, body, WebhookSignature.Sign(item.Id.ToString(), at, body, secrets)), cancellation), at);
    }

    private async Task<WebhookEndpoint?> SignerAsync(OutboxItem item, CancellationToken cancellation)
    {
        if (item.Agent is { } agent) return await callbackSecrets.EnsureAsync(agent, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == item.EndpointId, cancellation);
    }

    private async Task<byte[]> BodyAsync(OutboxItem item, BodyForm form, CancellationToken cancellation)
    {
        if (item.Notice is { } data && EventType.IsOfAlert(item.EventType) && form != BodyForm.Standard)
            return form == BodyForm.Slack ? SlackMessage.Of(AlertNotice.Read(item.EventType, data)) : TeamsMessage.Of(AlertNotice.Read(item.EventType, data));
        if (item.Notice is { } notice) return DecisionDocument.NoticeMessage(item.EventType, notice, item.CreatedAt);
        if (item.ProposalId is not { } id) return DecisionDocument.TestMessage(item.CreatedAt);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var proposal = await db.Proposals.AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
        if (EventType.IsOfReview(item.EventType)) return new ReviewNotice(item.EventType, proposal, links).ToMessage(item.CreatedAt);

        var last = await db.Decisions.AsNoTracking().Where(row => row.ProposalId == id)
            .OrderByDescending(row => row.At).FirstOrDefaultAsync(cancellation);
        return DecisionDocument.Of(proposal, last, await GrantAsync(db, item, proposal, cancellation)).ToMessage(item.EventType, item.CreatedAt);
    }

    /// <summary>Only the agent itself gets its grant, and only while it can be used: whoever holds it may run what was approved.</summary>
    private async Task<string?> GrantAsync(ConsoleDbContext db, OutboxItem item, Proposal proposal, CancellationToken cancellation)
    {
        if (item.Agent is null || proposal.Status != ProposalStatus.Released) return null;
        var grant = await db.Grants.AsNoTracking().SingleOrDefaultAsync(row => row.ProposalId == proposal.Id, cancellation);
        return grant?.IsUsable(clock.Instant()) == true ? await grants.TextOfAsync(grant, cancellation) : null;
    }

    private static GuardedMessage Message(string url, byte[] body, WebhookHeaders signed) => new(HttpMethod.Post, url)
    {
        Body = body,
        Headers =
        [
            new(WebhookHeaders.IdName, signed.Id!), new(WebhookHeaders.TimestampName, signed.Timestamp!),
            new(WebhookHeaders.SignatureName, signed.Signature!)
        ]
    };

    private static SentAttempt Of(GuardedOutcome outcome, DateTimeOffset at) => outcome switch
    {
        GuardedOutcome.Answered answered => new(new AttemptOutcome.Answered(answered.HttpStatus, answered.RetryAfter), at, outcome.Latency)
        {
            ResponseExcerpt = SentAttempt.Excerpt(answered.Body)
        },
        _ => SentAttempt.Unanswered(outcome, at),
    };

    private SentAttempt NotSent(string code, string why) => SentAttempt.NotSent(code, why, clock.Instant());
}
