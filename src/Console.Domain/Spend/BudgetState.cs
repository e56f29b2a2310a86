namespace AgentConsole.Domain.Spend;

/// <summary>How much of a cap is used, in the steps at which people are warned.</summary>
public enum BudgetState
{
    Ok,
    Half,
    High,
    Near,
    Exhausted,
}
