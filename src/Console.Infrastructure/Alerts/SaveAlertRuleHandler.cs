using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Makes a rule or changes one; what it found so far stays.</summary>
public sealed class SaveAlertRuleHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<AlertRuleOutcome> HandleAsync(SaveAlertRule command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.WriteAlertRules)) return new AlertRuleOutcome.RoleMissing(Permission.WriteAlertRules);
        if (AlertTerms.Parse(command.Document, out var faults) is not { } terms) return new AlertRuleOutcome.Malformed(faults);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<AlertRuleOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            if (await UnknownChannelsAsync(db, terms, inner) is { Count: > 0 } unknown) return new AlertRuleOutcome.Malformed(unknown);
            if (command.Id is { } id) return await ChangeAsync(db, id, terms, now, inner);
            if (await db.AlertRules.CountAsync(inner) >= AlertLimits.RulesMax) return new AlertRuleOutcome.TooMany(AlertLimits.RulesMax);
            var rule = AlertRule.Of(terms, now);
            db.AlertRules.Add(rule);
            ledger.Append(db, command.Caller, new AlertRuleChanged(rule));
            return new AlertRuleOutcome.Saved(rule.Id, IsNew: true);
        }

        async Task<AlertRuleOutcome> ChangeAsync(ConsoleDbContext db, AlertRuleId id, AlertTerms wanted, DateTimeOffset now, CancellationToken inner)
        {
            if (await db.AlertRules.SingleOrDefaultAsync(row => row.Id == id, inner) is not { } rule) return new AlertRuleOutcome.Unknown();
            if (command.Seen is { } seen && seen != rule.Version) return new AlertRuleOutcome.Stale(rule.Version);
            if (rule.Kind != wanted.Kind)
                return new AlertRuleOutcome.Malformed([new("/kind", "fixed", $"This rule looks for {WireName.Of(rule.Kind)}; make another for something else.")]);
            rule.Change(wanted, now);
            ledger.Append(db, command.Caller, new AlertRuleChanged(rule));
            return new AlertRuleOutcome.Saved(rule.Id, IsNew: false);
        }
    }

    private static async Task<IReadOnlyList<Fault>> UnknownChannelsAsync(ConsoleDbContext db, AlertTerms terms, CancellationToken cancellation)
    {
        var wanted = terms.Channels.Select(text => WebhookEndpointId.TryParse(text, out var id) ? id : (WebhookEndpointId?)null).OfType<WebhookEndpointId>().ToList();
        if (wanted.Count == 0) return [];
        var known = await db.WebhookEndpoints.Where(endpoint => endpoint.Agent == null && wanted.Contains(endpoint.Id)).ToListAsync(cancellation);
        return [.. wanted.Where(id => !known.Exists(endpoint => endpoint.Id == id && endpoint.Wants(EventType.AlertFired)))
            .Select(id => new Fault("/channels", "channel_unknown", $"There is no channel {id}."))];
    }
}
