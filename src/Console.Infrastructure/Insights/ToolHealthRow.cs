namespace AgentConsole.Infrastructure.Insights;

/// <summary>How a group of tool calls went.</summary>
/// <param name="MedianMs">Null where nobody told how long they took.</param>
public sealed record ToolHealthRow(GroupKey Key, long Calls, long Errors, double? MedianMs, double? P95Ms)
{
    public double ErrorShare => Calls == 0 ? 0 : (double)Errors / Calls;
}
