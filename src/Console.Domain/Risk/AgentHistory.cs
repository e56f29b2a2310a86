namespace AgentConsole.Domain.Risk;

/// <summary>What an agent proposed before in this environment, in whatever runs; null where nobody counted.</summary>
/// <param name="Proposed">With any tool.</param>
/// <param name="ToolProposed">With the tool in question.</param>
/// <param name="ToolDecided">How many of those people decided.</param>
/// <param name="ToolRejected">How many of those they refused.</param>
/// <param name="ToolMoneyMaxNanos">The most money that was released with the tool, in the currency in question.</param>
/// <param name="HasUsedRecipient">Whether something for the same recipient was released before.</param>
public sealed record AgentHistory(
    int Proposed, int ToolProposed, int ToolDecided = 0, int ToolRejected = 0, long? ToolMoneyMaxNanos = null, bool? HasUsedRecipient = null)
{
    public static AgentHistory Unknown { get; } = new(0, 0);
}
