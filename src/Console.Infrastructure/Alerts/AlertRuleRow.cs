using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>A rule, and how often it fired in the last week: told people, or would have where it is in shadow.</summary>
public sealed record AlertRuleRow(AlertRule Rule, int Fired);
