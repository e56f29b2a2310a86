namespace AgentConsole.Web.Agents;

/// <summary>Why a stop is thrown or lifted, as the API's description shows it.</summary>
internal sealed record ReasonBody
{
    public required string Reason { get; init; }
}
