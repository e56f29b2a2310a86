using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Puts what became of a proposal before everybody who is to hear of it, in the transaction that made it so.</summary>
public static class OutboxWriter
{
    /// <summary>To be called once, when a proposal was denied, released, rejected, sent back or expired.</summary>
    public static Task DeliverDecisionAsync(this ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation) =>
        db.DeliverAsync(EventType.ProposalDecided, proposal, now, cancellation);

    /// <summary>To be called when it is known how a proposal ended that the console ran, or that nobody knows.</summary>
    public static Task DeliverEndAsync(this ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation) =>
        db.DeliverAsync(EventType.ProposalExecuted, proposal, now, cancellation);

    /// <summary>To every registered endpoint that wants this type.</summary>
    public static async Task DeliverToEndpointsAsync(
        this ConsoleDbContext db, string eventType, ProposalId proposal, DateTimeOffset now, CancellationToken cancellation) =>
        db.Outbox.AddRange((await EndpointsAsync(db, eventType, cancellation)).Select(endpoint => OutboxItem.ToEndpoint(endpoint, eventType, proposal, now)));

    /// <summary>The same for what is no proposal's: told as it was when it happened.</summary>
    /// <param name="notice">The <c>data</c> of the message, as JSON.</param>
    public static async Task DeliverNoticeAsync(
        this ConsoleDbContext db, string eventType, string notice, DateTimeOffset now, CancellationToken cancellation) =>
        db.Outbox.AddRange((await EndpointsAsync(db, eventType, cancellation)).Select(endpoint => OutboxItem.Notify(endpoint, eventType, notice, now)));

    private static async Task DeliverAsync(
        this ConsoleDbContext db, string eventType, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        // No agent made it, so nobody outside waits to hear of it.
        if (proposal.Planted is not null) return;
        if (proposal.CallbackUrl is { } url) db.Outbox.Add(OutboxItem.ToCallback(proposal, eventType, url, now));
        await db.DeliverToEndpointsAsync(eventType, proposal.Id, now, cancellation);
    }

    private static async Task<IEnumerable<WebhookEndpoint>> EndpointsAsync(ConsoleDbContext db, string eventType, CancellationToken cancellation)
    {
        var endpoints = await db.WebhookEndpoints.AsNoTracking()
            .Where(endpoint => endpoint.Agent == null && endpoint.DisabledAt == null)
            .OrderBy(endpoint => endpoint.CreatedAt).Take(DeliveriesLimits.EndpointsMax).ToListAsync(cancellation);
        return endpoints.Where(endpoint => endpoint.Wants(eventType));
    }
}
