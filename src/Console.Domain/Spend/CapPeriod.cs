namespace AgentConsole.Domain.Spend;

/// <summary>What a cap counts over.</summary>
public enum CapPeriod
{
    Run,

    /// <summary>A day in UTC.</summary>
    Day,
}
