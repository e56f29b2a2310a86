using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>How a change to a rule ended.</summary>
public abstract record AlertRuleOutcome
{
    public sealed record Saved(AlertRuleId Id, bool IsNew) : AlertRuleOutcome;

    public sealed record Removed : AlertRuleOutcome;

    public sealed record Unknown : AlertRuleOutcome;

    /// <summary>Somebody changed it meanwhile.</summary>
    public sealed record Stale(int Version) : AlertRuleOutcome;

    public sealed record TooMany(int Max) : AlertRuleOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : AlertRuleOutcome;

    public sealed record RoleMissing(Permission Needs) : AlertRuleOutcome;

    private AlertRuleOutcome() { }
}
