using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Makes alerts of what rules found, one for each fault, and ends them when they are quiet; inside a transaction.</summary>
internal sealed class AlertDesk(AlertNotices notices, AgentCache agents, LedgerWriter ledger)
{
    private static readonly Caller Server = new Caller.Server();

    /// <summary>Notes what a rule found; answers how many alerts it opened.</summary>
    public async Task<int> TakeAsync(ConsoleDbContext db, AlertRuleId id, IReadOnlyList<AlertFinding> findings, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.AlertRules.Where(rule => rule.Id == id).ExecuteUpdateAsync(row => row.SetProperty(rule => rule.CheckedAt, now), cancellation);
        // It may have been changed or removed while it was looked at.
        if (findings.Count == 0 || await db.AlertRules.AsNoTracking().SingleOrDefaultAsync(rule => rule.Id == id && rule.Mode != AlertMode.Off, cancellation) is not { } rule) return 0;
        var opened = 0;
        foreach (var finding in findings.Where(finding => finding.IsOver))
            if (await TakeAsync(db, rule, finding, now, cancellation)) opened++;
        return opened;
    }

    /// <summary>Resolves what was not seen for long enough, and ends silences whose time is over.</summary>
    public async Task<int> SweepAsync(ConsoleDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        // Each has its own time, so the rows are chosen by their times first: those that may stay for days hold up no others.
        var quiet = now.AddMinutes(-AlertLimits.QuietMinutesMin);
        var seen = await db.Alerts.Where(alert => alert.Status != AlertStatus.Resolved && alert.LastSeenAt <= quiet).OrderBy(alert => alert.LastSeenAt)
            .Select(alert => new { alert.Id, alert.LastSeenAt, alert.QuietMinutes }).ToListAsync(cancellation);
        var over = seen.Where(alert => now - alert.LastSeenAt >= TimeSpan.FromMinutes(alert.QuietMinutes)).Take(AlertLimits.SweepMax).Select(alert => alert.Id).ToList();
        var swept = 0;
        foreach (var alert in over.Count == 0 ? [] : await db.Alerts.Where(alert => over.Contains(alert.Id)).OrderBy(alert => alert.LastSeenAt).ToListAsync(cancellation))
        {
            var isSilent = alert.IsShadow || alert.Status == AlertStatus.Silenced;
            if (!alert.TryResolve(null, null, now)) continue;
            ledger.Append(db, Server, new AlertResolved(alert, null));
            if (!isSilent) await TellAsync(db, alert, EventType.AlertResolved, now, cancellation);
            swept++;
        }

        var overdue = await db.Alerts.Where(alert => alert.Status == AlertStatus.Silenced && alert.SilencedUntil <= now)
            .OrderBy(alert => alert.SilencedUntil).Take(AlertLimits.SweepMax).ToListAsync(cancellation);
        // What was resolved above is tracked, and is no longer what the database says.
        foreach (var alert in overdue.Where(alert => alert.Status == AlertStatus.Silenced))
        {
            if (!alert.TryWake()) continue;
            ledger.Append(db, Server, new AlertSilenceEnded(alert.Id));
            await TellAsync(db, alert, EventType.AlertFired, now, cancellation);
            swept++;
        }

        await TrimAsync(db, now, cancellation);
        return swept;
    }

    // Occurrences are forgotten after their time.
    private static async Task TrimAsync(ConsoleDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var before = now.AddDays(-AlertLimits.OccurrenceDays);
        var old = await db.AlertOccurrences.Where(row => row.At < before).OrderBy(row => row.At).Take(AlertLimits.TrimRowsMax).Select(row => row.Id).ToListAsync(cancellation);
        if (old.Count > 0) await db.AlertOccurrences.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    private async Task<bool> TakeAsync(ConsoleDbContext db, AlertRule rule, AlertFinding finding, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = finding.Scope.KeyOf(rule.Kind, rule.Mode == AlertMode.Shadow ? rule.Id : null);
        var last = await db.Alerts.Where(alert => alert.GroupKey == key).OrderByDescending(alert => alert.Episode).FirstOrDefaultAsync(cancellation);
        if (last is null || (last.Status == AlertStatus.Resolved && now - last.ResolvedAt >= TimeSpan.FromMinutes(AlertLimits.ReopenMinutes)))
        {
            var alert = Alert.Open(rule, finding, key, (last?.Episode ?? 0) + 1, now);
            alert.Owner = OwnerOf(rule, alert);
            db.Alerts.Add(alert);
            await FireAsync(db, rule, alert, rule.Mode == AlertMode.Shadow ? new AlertShadowed(alert) : new AlertFired(alert), now, cancellation);
            return true;
        }

        if (last.IsSettled(rule, now)) return false;
        if (last.TryReopen(rule, finding, now))
        {
            last.Owner = OwnerOf(rule, last);
            await FireAsync(db, rule, last, last.IsShadow ? new AlertShadowed(last) : new AlertReopened(last), now, cancellation);
            return true;
        }

        if (last.See(rule, finding, now))
        {
            ledger.Append(db, Server, new AlertRaised(last));
            last.Owner = OwnerOf(rule, last);
            // Whoever silenced it did so knowing of less.
            if (!last.IsShadow) await notices.TellAsync(db, last, rule.Channels, EventType.AlertFired, now, cancellation);
        }

        if (last.Occurrences <= AlertLimits.OccurrencesMax) db.AlertOccurrences.Add(Occurrence(rule, last, isFiring: false, now));
        return false;
    }

    private async Task FireAsync(ConsoleDbContext db, AlertRule rule, Alert alert, Domain.Ledger.LedgerRecord entry, DateTimeOffset now, CancellationToken cancellation)
    {
        db.AlertOccurrences.Add(Occurrence(rule, alert, isFiring: true, now));
        ledger.Append(db, Server, entry);
        if (!alert.IsShadow) await notices.TellAsync(db, alert, rule.Channels, EventType.AlertFired, now, cancellation);
    }

    internal async Task TellAsync(ConsoleDbContext db, Alert alert, string eventType, DateTimeOffset now, CancellationToken cancellation)
    {
        var channels = await db.AlertRules.AsNoTracking().Where(rule => rule.Id == alert.RuleId).Select(rule => rule.Channels).SingleOrDefaultAsync(cancellation);
        await notices.TellAsync(db, alert, channels ?? "", eventType, now, cancellation);
    }

    // Whoever the rule names, otherwise whoever answers for the agent.
    private string? OwnerOf(AlertRule rule, Alert alert) => rule.Owner ?? (alert.Agent is { } agent ? agents.Find(agent)?.Dri : null);

    private static AlertOccurrence Occurrence(AlertRule rule, Alert alert, bool isFiring, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AlertId = alert.Id,
        RuleId = rule.Id,
        At = now,
        ValueMicros = alert.ValueMicros,
        LimitMicros = alert.LimitMicros,
        IsFiring = isFiring,
    };
}
