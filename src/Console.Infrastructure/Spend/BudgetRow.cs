using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>One budget in a list.</summary>
/// <param name="PerRun">What every run of the agent may spend; null where it is no agent's.</param>
/// <param name="Version">Of a workflow's or an environment's; null for an agent's, which stands in its document.</param>
/// <param name="Raises">Those in force.</param>
/// <param name="Runs">The runs that were touched last, where one budget was asked for.</param>
public sealed record BudgetRow(BudgetId Id, RunCap? PerRun, CapUse PerDay, string Day, int? Version, IReadOnlyList<BudgetRaise> Raises, IReadOnlyList<RunUse> Runs)
{
    public bool IsCapped => PerDay.CapNanos is not null || PerRun?.CapNanos is not null;
}

/// <summary>What every run may spend.</summary>
public sealed record RunCap(long? CapNanos, long RaisedByNanos);

/// <summary>A cap and what is used of it.</summary>
/// <param name="CapNanos">As it was set; null where nothing caps it.</param>
/// <param name="RaisedByNanos">What it was raised by for a while.</param>
/// <param name="TracedNanos">What runs told that they cost.</param>
public sealed record CapUse(long? CapNanos, long RaisedByNanos, long ReservedNanos, long SettledNanos, long TracedNanos)
{
    /// <summary>With what it was raised by.</summary>
    public long? WholeNanos => CapNanos is { } cap ? Math.Min(SpendLimits.UseNanosMax, Math.Min(SpendLimits.UseNanosMax, cap) + RaisedByNanos) : null;

    /// <summary>The higher of what was settled and what traces tell.</summary>
    public long SpentNanos => Math.Max(SettledNanos, TracedNanos);

    public long UsedNanos => ReservedNanos + SpentNanos;

    public long? LeftNanos => WholeNanos is { } whole ? Math.Max(0, whole - UsedNanos) : null;

    public BudgetState State => BudgetSteps.StateOf(UsedNanos, WholeNanos);
}

/// <summary>What one run has used of what each may spend.</summary>
public sealed record RunUse(string Run, string Environment, CapUse Use);
