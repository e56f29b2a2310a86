using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Reads alerts, and what was done about them.</summary>
public sealed class AlertQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <summary>Alerts, those that were opened last first.</summary>
    public async Task<Page<Alert>> ListAsync(AlertFilter filter, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = Matching(db, filter);
        if (after is { } cursor) found = found.Where(alert => alert.OpenedAt <= cursor.At);
        var rows = await found.OrderByDescending(alert => alert.OpenedAt).ThenBy(alert => alert.Id).Skip(after?.Seen ?? 0).Take(limit + 1).ToListAsync(cancellation);
        return Page.Of(rows, limit, alert => alert.OpenedAt, after);
    }

    public async Task<Alert?> FindAsync(AlertId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Alerts.AsNoTracking().SingleOrDefaultAsync(alert => alert.Id == id, cancellation);
    }

    /// <summary>What the alert that weighs most of those that are open on a run's agent says to do; null where none of them names a runbook.</summary>
    public async Task<string?> RunbookAsync(string agent, string environment, string? workflow, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await Matching(db, new(IsActive: true, Agent: agent)).Where(alert => alert.RunbookUrl != null
            && (alert.Environment == null || alert.Environment == environment) && (alert.Workflow == null || alert.Workflow == workflow)).ToListAsync(cancellation);
        return found.OrderByDescending(alert => alert.Severity).ThenByDescending(alert => alert.OpenedAt).FirstOrDefault()?.RunbookUrl;
    }

    /// <summary>How many are open or acknowledged, by how much they weigh.</summary>
    public async Task<IReadOnlyDictionary<AlertSeverity, int>> CountAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Alerts.AsNoTracking().Where(alert => !alert.IsShadow && (alert.Status == AlertStatus.Open || alert.Status == AlertStatus.Acknowledged))
            .GroupBy(alert => alert.Severity).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
    }

    /// <summary>The looks at which it was there, the earliest first.</summary>
    public async Task<IReadOnlyList<AlertOccurrence>> OccurrencesAsync(AlertId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var latest = await db.AlertOccurrences.AsNoTracking().Where(row => row.AlertId == id).OrderByDescending(row => row.At).Take(AlertLimits.OccurrencesMax).ToListAsync(cancellation);
        latest.Reverse();
        return latest;
    }

    /// <summary>What was sent of it, the latest first.</summary>
    public async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync(AlertId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await DeliveriesQuery.Rows(db, db.Outbox.AsNoTracking().Where(item => item.AlertId == id).OrderByDescending(item => item.CreatedAt).ThenBy(item => item.Id).Take(AlertLimits.ListedMax))
            .ToListAsync(cancellation);
    }

    private static IQueryable<Alert> Matching(ConsoleDbContext db, AlertFilter filter)
    {
        var alerts = db.Alerts.AsNoTracking().Where(alert => alert.IsShadow == filter.IsShadow);
        if (filter.IsActive) alerts = alerts.Where(alert => alert.Status != AlertStatus.Resolved);
        if (filter.Status is { } status) alerts = alerts.Where(alert => alert.Status == status);
        if (filter.Kind is { } kind) alerts = alerts.Where(alert => alert.Kind == kind);
        if (filter.Severity is { } severity) alerts = alerts.Where(alert => alert.Severity == severity);
        if (filter.Agent is { } agent) alerts = alerts.Where(alert => alert.Agent == agent);
        if (filter.Rule is { } rule) alerts = alerts.Where(alert => alert.RuleId == rule);
        return alerts;
    }
}
