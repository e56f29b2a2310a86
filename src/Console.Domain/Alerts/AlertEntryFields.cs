using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Alerts;

/// <summary>What entries say of an alert. Names of tools and workflows may be an agent's own, and a person's in them.</summary>
internal static class AlertEntryFields
{
    public static IReadOnlyList<LedgerField> Of(Alert alert) =>
    [
        new("kind", WireName.Of(alert.Kind)),
        new("rule", alert.RuleId.ToString()),
        new("severity", WireName.Of(alert.Severity)),
        new("agent", alert.Agent),
        new("tool", alert.Tool, IsPersonal: true),
        new("workflow", alert.Workflow, IsPersonal: true),
        new("environment", alert.Environment),
        new("value", FigureOf(alert.ValueMicros)),
        new("limit", FigureOf(alert.LimitMicros)),
        new("usual", alert.UsualMicros is { } usual ? FigureOf(usual) : null),
    ];

    public static string FigureOf(long micros) => ((decimal)micros / AlertLimits.Micros).ToString(CultureInfo.InvariantCulture);
}
