using AgentConsole.Domain;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Lists rules, and how often each fired.</summary>
public sealed class AlertRuleQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <summary>All of them, the oldest first.</summary>
    public async Task<IReadOnlyList<AlertRuleRow>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RowsAsync(db, db.AlertRules.AsNoTracking(), cancellation);
    }

    public async Task<AlertRuleRow?> FindAsync(AlertRuleId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await RowsAsync(db, db.AlertRules.AsNoTracking().Where(rule => rule.Id == id), cancellation)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<AlertRuleRow>> RowsAsync(ConsoleDbContext db, IQueryable<AlertRule> asked, CancellationToken cancellation)
    {
        var rules = await asked.OrderBy(rule => rule.CreatedAt).ThenBy(rule => rule.Id).Take(AlertLimits.RulesMax).ToListAsync(cancellation);
        var ids = rules.ConvertAll(rule => rule.Id);
        var since = clock.Instant().AddDays(-AlertLimits.ShadowDays);
        var fired = await db.AlertOccurrences.AsNoTracking().Where(row => ids.Contains(row.RuleId) && row.IsFiring && row.At >= since)
            .Join(db.Alerts, row => row.AlertId, alert => alert.Id, (row, alert) => new { row.RuleId, alert.IsShadow })
            .GroupBy(row => row).Select(group => new { group.Key.RuleId, group.Key.IsShadow, Count = group.Count() })
            .ToDictionaryAsync(row => (row.RuleId, row.IsShadow), row => row.Count, cancellation);
        // What it did in shadow told nobody, and what it did before is no longer what it would do.
        return [.. rules.Select(rule => new AlertRuleRow(rule, fired.GetValueOrDefault((rule.Id, rule.Mode == AlertMode.Shadow))))];
    }
}
