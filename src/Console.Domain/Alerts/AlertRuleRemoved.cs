using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>A rule of alerts looks no longer; what it found stays.</summary>
public sealed record AlertRuleRemoved(AlertRule Rule) : LedgerRecord
{
    public override string Kind => "alert_rule_removed";

    public override string Subject => "alert_rule:" + Rule.Id;

    public override IReadOnlyList<LedgerField> Fields => [new("name", Rule.Name), new("kind", WireName.Of(Rule.Kind))];
}
