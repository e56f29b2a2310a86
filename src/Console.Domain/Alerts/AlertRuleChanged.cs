using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>A rule of alerts was made or changed, and how it reads now.</summary>
public sealed record AlertRuleChanged(AlertRule Rule) : LedgerRecord
{
    public override string Kind => "alert_rule_changed";

    public override string Subject => "alert_rule:" + Rule.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("version", Number(Rule.Version)),
        new("name", Rule.Name),
        new("kind", WireName.Of(Rule.Kind)),
        new("mode", WireName.Of(Rule.Mode)),
        new("severity", WireName.Of(Rule.Severity)),
        new("agent", Rule.Agent),
        new("tool", Rule.Tool),
        new("workflow", Rule.Workflow),
        new("window_minutes", Number(Rule.WindowMinutes)),
        new("baseline_hours", Number(Rule.BaselineHours)),
        new("minimum", Number(Rule.Minimum)),
        new("chance_per_million", Number(Rule.ChancePerMillion)),
        new("factor_tenths", Number(Rule.FactorTenths)),
        new("limit", AlertEntryFields.FigureOf(Rule.LimitMicros)),
        new("quiet_minutes", Number(Rule.QuietMinutes)),
        new("channels", Rule.Channels),
        new("runbook", Rule.RunbookUrl),
        new("owner", Rule.Owner, IsPersonal: true),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
