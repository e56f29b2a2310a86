using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Gives a console that never had a rule those that come with it. Whoever removes them all is not given them again.</summary>
internal sealed class FirstAlertRules(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => transaction.RunAsync(CommitAsync, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<int> CommitAsync(ConsoleDbContext db, CancellationToken cancellation)
    {
        if (await db.AlertRules.AnyAsync(cancellation) || await db.LedgerEntries.AnyAsync(entry => entry.Kind == Removed, cancellation)) return 0;
        foreach (var terms in ShippedAlertRules.All)
        {
            var rule = AlertRule.Of(terms, clock.Instant());
            db.AlertRules.Add(rule);
            ledger.Append(db, new Caller.Server(), new AlertRuleChanged(rule));
        }

        return ShippedAlertRules.All.Count;
    }

    private const string Removed = "alert_rule_removed";
}
