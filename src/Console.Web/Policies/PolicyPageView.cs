namespace AgentConsole.Web.Policies;

/// <summary>What a policy set's page shows of it.</summary>
public enum PolicyPageView
{
    /// <summary>The text, with its check and its backtest.</summary>
    Text,
    Rules,
    Versions,
    Shadow,
    Try,
    Publish,
}
