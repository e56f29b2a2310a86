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

    /// <summary>Resolves what its rule looked for and did not see for long enough, and ends silences whose time is over.</summary>
    public async Task<int> SweepAsync(ConsoleDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var swept = 0;
        foreach (var alert in await OverAsync(db, now, cancellation))
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

    // INVARIANT: nobody looked is not nothing there. A rule's own last look says until when it was quiet; one that is off or gone looks no more.
    private static async Task<List<Alert>> OverAsync(ConsoleDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var looked = await db.AlertRules.AsNoTracking().Where(rule => rule.Mode != AlertMode.Off).ToDictionaryAsync(rule => rule.Id, rule => rule.CheckedAt, cancellation);
        // Each has its own time, so they are asked for by their times: those that may stay for days hold up no others.
        var groups = await db.Alerts.Where(alert => alert.Status != AlertStatus.Resolved).Select(alert => new { alert.RuleId, alert.QuietMinutes }).Distinct().ToListAsync(cancellation);
        var over = new List<Alert>();
        foreach (var group in groups)
        {
            if ((looked.TryGetValue(group.RuleId, out var last) ? last : now) is not { } until) continue;
            var before = until.AddMinutes(-group.QuietMinutes);
            over.AddRange(await db.Alerts
                .Where(alert => alert.RuleId == group.RuleId && alert.QuietMinutes == group.QuietMinutes && alert.Status != AlertStatus.Resolved && alert.LastSeenAt <= before)
                .OrderBy(alert => alert.LastSeenAt).Take(AlertLimits.SweepMax - over.Count).ToListAsync(cancellation));
            if (over.Count == AlertLimits.SweepMax) break;
        }

        return over;
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
        if (last?.IsSettled(rule, now) == true) return false;
        // A silence holds until its time, and so does the alert that it was given to.
        if (last is null || (last.Status == AlertStatus.Resolved && now - last.ResolvedAt >= TimeSpan.FromMinutes(AlertLimits.ReopenMinutes) && !last.IsSilenceAhead(now)))
        {
            var alert = Alert.Open(rule, finding, key, (last?.Episode ?? 0) + 1, now);
            alert.Owner = await OwnerAsync(db, rule, alert, cancellation);
            db.Alerts.Add(alert);
            await FireAsync(db, rule, alert, alert.IsShadow ? new AlertShadowed(alert) : new AlertFired(alert), isTold: !alert.IsShadow, now, cancellation);
            return true;
        }

        // Whoever silenced it did so knowing of less.
        var isWorse = rule.Severity > last.Severity;
        if (last.TryReopen(rule, finding, now))
        {
            last.Owner = await OwnerAsync(db, rule, last, cancellation);
            await FireAsync(db, rule, last, last.IsShadow ? new AlertShadowed(last) : new AlertReopened(last),
                isTold: !last.IsShadow && (isWorse || last.Status != AlertStatus.Silenced), now, cancellation);
            return true;
        }

        if (last.See(rule, finding, now))
        {
            ledger.Append(db, Server, new AlertRaised(last));
            last.Owner = await OwnerAsync(db, rule, last, cancellation);
            if (!last.IsShadow) await notices.TellAsync(db, last, rule.Channels, EventType.AlertFired, now, cancellation);
        }

        if (last.Occurrences <= AlertLimits.OccurrencesMax) db.AlertOccurrences.Add(Occurrence(rule, last, isFiring: false, now));
        return false;
    }

    private async Task FireAsync(ConsoleDbContext db, AlertRule rule, Alert alert, Domain.Ledger.LedgerRecord entry, bool isTold, DateTimeOffset now, CancellationToken cancellation)
    {
        db.AlertOccurrences.Add(Occurrence(rule, alert, isFiring: true, now));
        ledger.Append(db, Server, entry);
        if (isTold) await notices.TellAsync(db, alert, rule.Channels, EventType.AlertFired, now, cancellation);
    }

    internal async Task TellAsync(ConsoleDbContext db, Alert alert, string eventType, DateTimeOffset now, CancellationToken cancellation)
    {
        var channels = await db.AlertRules.AsNoTracking().Where(rule => rule.Id == alert.RuleId).Select(rule => rule.Channels).SingleOrDefaultAsync(cancellation);
        await notices.TellAsync(db, alert, channels ?? "", eventType, now, cancellation);
    }

    // Whoever the rule names, otherwise whoever answers for the agent.
    private async Task<string?> OwnerAsync(ConsoleDbContext db, AlertRule rule, Alert alert, CancellationToken cancellation) =>
        rule.Owner ?? (alert.Agent is { } name && agents.Find(name) is { } agent ? await AgentCoverage.WhoAsync(db, agent.Dri, agent.Document.Deputy, cancellation) : null);

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
