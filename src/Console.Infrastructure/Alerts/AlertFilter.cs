using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Which alerts are asked for; null asks for all.</summary>
/// <param name="IsActive">Only those that are not resolved.</param>
/// <param name="IsShadow">What rules in shadow would have told, instead of what was told.</param>
public sealed record AlertFilter(
    AlertStatus? Status = null, bool IsActive = false, AlertKind? Kind = null, AlertSeverity? Severity = null, string? Agent = null, AlertRuleId? Rule = null, bool IsShadow = false);
