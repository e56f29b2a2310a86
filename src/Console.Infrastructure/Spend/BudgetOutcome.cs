using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>What came of setting, removing or raising a budget.</summary>
public abstract record BudgetOutcome
{
    private BudgetOutcome() { }

    /// <summary><paramref name="IsNew"/> where there was none before.</summary>
    public sealed record Saved(Budget Budget, bool IsNew) : BudgetOutcome;

    public sealed record Unchanged(Budget Budget) : BudgetOutcome;

    public sealed record Removed(BudgetId Id) : BudgetOutcome;

    public sealed record Raised(BudgetRaise Raise) : BudgetOutcome;

    public sealed record RaiseEnded(RaiseId Id) : BudgetOutcome;

    public sealed record NotFound : BudgetOutcome;

    /// <summary>There is one already; it is changed, not made.</summary>
    public sealed record Taken(BudgetId Id) : BudgetOutcome;

    /// <summary>It is not what was read.</summary>
    public sealed record Stale(int Version) : BudgetOutcome;

    /// <summary>What an agent may spend stands in its own document.</summary>
    public sealed record InAgentDocument : BudgetOutcome;

    /// <summary>There is no cap to raise.</summary>
    public sealed record NoCap : BudgetOutcome;

    public sealed record Full : BudgetOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : BudgetOutcome;

    public sealed record RoleMissing(Permission Needed) : BudgetOutcome;

    public sealed record NotYourAgent : BudgetOutcome;
}
