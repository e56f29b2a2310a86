using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Lists deliveries, newest first, with what came of them.</summary>
public sealed class DeliveriesQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<Page<DeliveryRow>> ListAsync(DeliveriesFilter filter, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = Matching(db, filter);
        if (after is { } cursor) found = found.Where(row => row.CreatedAt <= cursor.At);
        var rows = await Rows(db, found.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Skip(after?.Seen ?? 0).Take(limit + 1))
            .ToListAsync(cancellation);
        return Page.Of(rows, limit, row => row.CreatedAt, after);
    }

    /// <summary>The same by position, for a page that says which rows of how many it shows.</summary>
    public async Task<IReadOnlyList<DeliveryRow>> ListAsync(DeliveriesFilter filter, int skip, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Rows(db, Matching(db, filter).OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Skip(skip).Take(limit))
            .ToListAsync(cancellation);
    }

    public async Task<int> CountAsync(DeliveriesFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Matching(db, filter).CountAsync(cancellation);
    }

    public async Task<DeliveryRow?> FindAsync(DeliveryId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Rows(db, db.Outbox.Where(row => row.Id == id)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The attempts of one delivery, the last one first.</summary>
    public async Task<IReadOnlyList<DeliveryAttempt>> AttemptsAsync(DeliveryId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.DeliveryAttempts.AsNoTracking().Where(attempt => attempt.DeliveryId == id)
            .OrderByDescending(attempt => attempt.Number).Take(DeliveriesLimits.AttemptsShownMax).ToListAsync(cancellation);
    }

    private static IQueryable<OutboxItem> Matching(ConsoleDbContext db, DeliveriesFilter filter)
    {
        var rows = db.Outbox.AsNoTracking();
        if (filter.Status is { } status) rows = rows.Where(row => row.Status == status);
        if (string.IsNullOrWhiteSpace(filter.Search)) return rows;

        var text = filter.Search.Trim();
        // No address and no name holds one, and PostgreSQL takes no text with a NUL.
        if (text.Any(char.IsControl)) return rows.Where(_ => false);
        if (DeliveryId.TryParse(text, out var delivery)) return rows.Where(row => row.Id == delivery);
        if (AlertId.TryParse(text, out var alert)) return rows.Where(row => row.AlertId == alert);
        if (ProposalId.TryParse(text, out var proposal)) return rows.Where(row => row.ProposalId == proposal);
        return rows.Where(row => row.Url.Contains(text)
            || db.Proposals.Any(told => told.Id == row.ProposalId && (told.Agent.Contains(text) || told.Tool.Contains(text))));
    }

    internal static IQueryable<DeliveryRow> Rows(ConsoleDbContext db, IQueryable<OutboxItem> items) =>
        from item in items
        join told in db.Proposals on item.ProposalId equals (ProposalId?)told.Id into proposals
        from proposal in proposals.DefaultIfEmpty()
        select new DeliveryRow
        {
            Id = item.Id,
            ProposalId = item.ProposalId,
            Agent = proposal.Agent,
            Tool = proposal.Tool,
            EventType = item.EventType,
            Url = item.Url,
            EndpointId = item.EndpointId,
            PersonId = item.PersonId,
            PersonName = db.Users.Where(person => person.Id == item.PersonId).Select(person => person.DisplayName).FirstOrDefault(),
            Status = item.Status,
            FailureCode = item.FailureCode,
            LastHttpStatus = db.DeliveryAttempts.Where(attempt => attempt.DeliveryId == item.Id && attempt.Number == item.AttemptCount)
                .Select(attempt => attempt.StatusCode).FirstOrDefault(),
            AttemptCount = item.AttemptCount,
            CreatedAt = item.CreatedAt,
            DueAt = item.DueAt,
            ClosedAt = item.ClosedAt
        };
}
