using AgentConsole.Domain;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Looks at every rule that is due: measures outside of a transaction, and notes what it found within one of its own.</summary>
[DisallowConcurrentExecution]
internal sealed partial class CheckAlertsJob(
    IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, AlertSampler sampler, AlertEvidenceQuery evidence, AlertDesk desk, TimeProvider clock,
    ILogger<CheckAlertsJob> logger) : IJob
{
    public static readonly JobKey Key = new("check", "alerts");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        var (looked, opened, failed) = (0, 0, 0);
        foreach (var rule in await DueAsync(now, cancellation))
        {
            // The rest is first in the next round.
            if (clock.Instant() - now >= TimeSpan.FromSeconds(AlertLimits.LookSecondsMax)) break;
            try
            {
                opened += await LookAsync(rule, now, cancellation);
                looked++;
            }
#pragma warning disable CA1031 // One rule that cannot be looked at must not keep the others.
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failed++;
                LogFailed(rule.Id, exception);
            }
        }

        // Only after the looks: what nobody looked at is not over.
        var swept = await transaction.RunAsync((db, inner) => desk.SweepAsync(db, now, inner), cancellation);
        return new(looked, $"{looked} rules looked at, {opened} alerts opened, {swept} closed or woken{(failed > 0 ? $", {failed} rules could not be looked at" : "")}.");
    }

    private async Task<int> LookAsync(AlertRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        var terms = rule.Terms;
        var findings = new List<AlertFinding>();
        foreach (var sample in await sampler.MeasureAsync(rule, terms, now, cancellation))
            if (AlertCheck.Of(terms, sample) is { IsOver: true } finding)
                findings.Add(await evidence.WithAsync(terms, finding, now, cancellation));
        return await transaction.RunAsync((db, inner) => desk.TakeAsync(db, rule.Id, findings, now, inner), cancellation);
    }

    private async Task<IReadOnlyList<AlertRule>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rules = await db.AlertRules.AsNoTracking().Where(rule => rule.Mode != AlertMode.Off)
            .OrderBy(rule => rule.CreatedAt).ThenBy(rule => rule.Id).Take(AlertLimits.RulesMax).ToListAsync(cancellation);
        // Those that waited longest come first, so that a round that takes too long keeps the same rules waiting only once.
        return [.. rules.Where(rule => rule.IsDue(now)).OrderBy(rule => rule.CheckedAt ?? DateTimeOffset.MinValue)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The rule {Rule} could not be looked at.")]
    private partial void LogFailed(AlertRuleId rule, Exception exception);
}
