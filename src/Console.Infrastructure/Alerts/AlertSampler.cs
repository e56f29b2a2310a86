using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Measures what a rule looks at, as it is now.</summary>
internal sealed class AlertSampler(
    CountsQuery counts, RunCostsQuery costs, OutcomesQuery outcomes, BudgetQuery budgets, IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <param name="terms">Those of the rule, read once by whoever goes on with them.</param>
    public async Task<IReadOnlyList<AlertSample>> MeasureAsync(AlertRule rule, AlertTerms terms, DateTimeOffset now, CancellationToken cancellation) => terms.Kind switch
    {
        AlertKind.DenialSpike or AlertKind.ToolErrors => await CountsAsync(rule, terms, now, cancellation),
        AlertKind.RunCost => await CostsAsync(terms, now, cancellation),
        AlertKind.OutcomeDrift => await OutcomesAsync(terms, now, cancellation),
        AlertKind.CapNear => await CapsAsync(terms, cancellation),
        AlertKind.RunawayRetries => await RetriesAsync(terms, now, cancellation),
        AlertKind.QueueAge => await AgesAsync(terms, now, cancellation),
        AlertKind.NoResult => await UnknownAsync(terms, now, cancellation),
        AlertKind.FailedDeliveries => await GivenUpAsync(terms, now, cancellation),
    };

    private async Task<IReadOnlyList<AlertSample>> CountsAsync(AlertRule rule, AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        var end = AlertSeries.EndOf(now);
        AlertRuleId? shadowOf = rule.Mode == AlertMode.Shadow ? rule.Id : null;
        Dictionary<string, DateTimeOffset> open;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
            open = await db.Alerts.AsNoTracking().Where(alert => alert.Kind == terms.Kind && alert.Status != AlertStatus.Resolved)
                .OrderByDescending(alert => alert.OpenedAt).Take(AlertLimits.SweepMax).ToDictionaryAsync(alert => alert.GroupKey, alert => alert.OpenedAt, cancellation);
        var samples = new List<AlertSample>();
        await foreach (var series in counts.SeriesAsync(terms, end, end, HeldOf, cancellation))
            if (!TryTake(terms, samples, series.At(terms, end, HeldOf(series.Scope)))) break;
        return samples;

        long? HeldOf(AlertScope scope) => open.TryGetValue(scope.KeyOf(terms.Kind, shadowOf), out var opened) ? AlertSeries.HeldAt(opened, end) : null;
    }

    private async Task<IReadOnlyList<AlertSample>> CostsAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        var from = now.AddMinutes(-terms.WindowMinutes);
        var samples = new List<AlertSample>();
        foreach (var (scope, nanos) in await costs.DearestAsync(terms.Scope, from, now, terms.LimitMicros * NanosPerMicro, InsightsLimits.RowsMax, cancellation))
        {
            var earlier = await costs.ListAsync(scope, from.AddHours(-terms.BaselineHours), from, AlertLimits.CostRunsMax, cancellation);
            if (!TryTake(terms, samples, new AlertSample.Costs(scope, nanos, [.. earlier.Select(run => run.CostNanos)]))) break;
        }

        return samples;
    }

    // The line is asked first: what is much and usual takes nobody's place. False where there are enough.
    private static bool TryTake(AlertTerms terms, List<AlertSample> samples, AlertSample sample)
    {
        if (AlertCheck.Of(terms, sample).IsOver) samples.Add(sample);
        return samples.Count < AlertLimits.ScopesMax;
    }

    private async Task<IReadOnlyList<AlertSample>> OutcomesAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        var from = now.AddMinutes(-terms.WindowMinutes);
        var rows = await outcomes.LatestDriftAsync(InsightRange.Of(from, now, now, Grain.Hour), InsightRange.Of(from.AddHours(-terms.BaselineHours), from, now, Grain.Hour),
            new(Agent: terms.Scope.Agent, Workflow: terms.Scope.Workflow), cancellation);
        return [.. rows.Select(row => new AlertSample.Outcomes(new(row.Agent, Workflow: terms.Scope.Workflow), row.Drift))];
    }

    private async Task<IReadOnlyList<AlertSample>> CapsAsync(AlertTerms terms, CancellationToken cancellation)
    {
        var samples = new List<AlertSample.Level>();
        var after = "";
        while (await budgets.AfterAsync(after, PersistenceLimits.PageMax, cancellation) is { Count: > 0 } rows)
        {
            foreach (var row in rows.Where(row => row.PerDay.WholeNanos is > 0))
                if (ScopeOf(row) is { } scope && (terms.Scope.Agent ?? scope.Agent) == scope.Agent && (terms.Scope.Workflow ?? scope.Workflow) == scope.Workflow)
                {
                    var sample = new AlertSample.Level(scope, (long)(100m * AlertLimits.Micros * row.PerDay.UsedNanos / row.PerDay.WholeNanos!.Value));
                    if (AlertCheck.Of(terms, sample).IsOver) samples.Add(sample);
                }
            after = rows[^1].Id.ToString();
            if (rows.Count < PersistenceLimits.PageMax) break;
        }

        return [.. samples.OrderByDescending(sample => sample.ValueMicros).Take(AlertLimits.ScopesMax)];
    }

    private async Task<IReadOnlyList<AlertSample>> RetriesAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var from = now.AddMinutes(-terms.WindowMinutes);
        var least = (int)Math.Max(2, terms.LimitMicros / AlertLimits.Micros);
        var repeated = await Narrowed(db.Proposals.AsNoTracking(), terms.Scope).Where(p => p.SubmittedAt >= from && p.RunId != null && p.Planted == null)
            .OrderByDescending(p => p.SubmittedAt).Take(AlertLimits.RetriesReadMax)
            .GroupBy(p => new { p.Agent, p.Environment, p.RunId, p.Tool, p.Digest }).Where(group => group.Count() >= least)
            .Select(group => new { group.Key.Agent, group.Key.Tool, Count = group.Count() }).OrderByDescending(row => row.Count).Take(AlertLimits.ScopesMax).ToListAsync(cancellation);
        return [.. repeated.GroupBy(row => new AlertScope(row.Agent, row.Tool)).Select(group => Level(group.Key, group.Max(row => row.Count)))];
    }

    private async Task<IReadOnlyList<AlertSample>> AgesAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var oldest = await Narrowed(db.Proposals.AsNoTracking(), terms.Scope).Where(p => p.Status == ProposalStatus.Pending && p.ExpiresAt > now)
            .OrderBy(p => p.SubmittedAt).Select(p => (DateTimeOffset?)p.SubmittedAt).FirstOrDefaultAsync(cancellation);
        return oldest is { } since ? [Level(terms.Scope, (now - since).TotalSeconds)] : [];
    }

    private async Task<IReadOnlyList<AlertSample>> UnknownAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = now.AddSeconds(-(double)terms.LimitMicros / AlertLimits.Micros);
        var rows = await Narrowed(db.Proposals.AsNoTracking(), terms.Scope).Where(p => p.Status == ProposalStatus.Running)
            .Where(p => db.Grants.Any(grant => grant.ProposalId == p.Id && grant.RedeemedAt < before))
            .GroupBy(p => new { p.Agent, p.Tool }).Select(group => new { group.Key.Agent, group.Key.Tool, Count = group.Count() })
            .OrderByDescending(row => row.Count).Take(AlertLimits.ScopesMax).ToListAsync(cancellation);
        return [.. rows.Select(row => Level(new(row.Agent, row.Tool), row.Count))];
    }

    private async Task<IReadOnlyList<AlertSample>> GivenUpAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return [Level(AlertScope.Everything, await AlertEvidenceQuery.GivenUp(db, now.AddMinutes(-terms.WindowMinutes)).CountAsync(cancellation))];
    }

    private const long NanosPerMicro = 1_000;

    internal static IQueryable<Proposal> Narrowed(IQueryable<Proposal> proposals, AlertScope scope)
    {
        if (scope.Agent is { } agent) proposals = proposals.Where(p => p.Agent == agent);
        if (scope.Tool is { } tool) proposals = proposals.Where(p => p.Tool == tool);
        return proposals;
    }

    private static AlertSample.Level Level(AlertScope scope, double value) =>
        new(scope, (long)Math.Min(AlertLimits.FigureMicrosMax, value * AlertLimits.Micros));

    private static AlertScope? ScopeOf(BudgetRow row) => row.Id.Kind switch
    {
        Domain.Spend.BudgetKind.Agent => new(row.Id.Name),
        Domain.Spend.BudgetKind.Workflow => new(Workflow: row.Id.Name),
        Domain.Spend.BudgetKind.Environment => new(Environment: row.Id.Name),
    };
}
