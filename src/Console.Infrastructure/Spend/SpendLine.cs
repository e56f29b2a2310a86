using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>One counter that an act counts towards, and its cap with what it was raised by; null where nothing caps it.</summary>
internal sealed record SpendLine(BudgetId Budget, BudgetScope Scope, BudgetUse Use, long? Cap)
{
    /// <summary>What the cap leaves; null where nothing caps it.</summary>
    public long? LeftNanos => Cap is { } cap ? Math.Max(0, cap - Use.UsedNanos) : null;
}
