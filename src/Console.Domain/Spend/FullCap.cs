namespace AgentConsole.Domain.Spend;

/// <summary>The cap that had no room: which one, how much of it is used, and how much was asked.</summary>
public sealed record FullCap(BudgetId Budget, string Environment, BudgetScope Scope, long CapNanos, long UsedNanos, long AskedNanos)
{
    /// <summary>A sentence for whoever asked.</summary>
    public string Sentence() =>
        $"{Whose()} may spend {Money.Text(CapNanos)} USD {(Scope.Period == CapPeriod.Run ? "per run" : "per day")}; {Money.Text(UsedNanos)} are used or reserved, and {Money.Text(AskedNanos)} were asked.";

    private string Whose() => Budget.Kind switch
    {
        BudgetKind.Agent => $"The agent {Budget.Name}",
        BudgetKind.Workflow => $"The workflow {Budget.Name}",
        BudgetKind.Environment => $"The environment {Budget.Name}",
    };
}
