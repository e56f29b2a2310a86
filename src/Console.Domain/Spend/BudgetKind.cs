namespace AgentConsole.Domain.Spend;

/// <summary>Whose spend a budget bounds.</summary>
public enum BudgetKind
{
    /// <summary>One agent's, by the caps of its document: per run, and per day over all environments.</summary>
    Agent,

    /// <summary>That of all runs of a workflow, per day.</summary>
    Workflow,

    /// <summary>That of everything in one environment, per day.</summary>
    Environment,
}
