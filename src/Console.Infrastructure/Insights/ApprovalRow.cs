namespace AgentConsole.Infrastructure.Insights;

/// <summary>What people decided in a group, and how long it took from the proposal to the decision.</summary>
public sealed record ApprovalRow(GroupKey Key, long Decided, long Approved, long Rejected, long SentBack, double? MedianMs, double? P95Ms)
{
    public double? RejectedShare => Decided == 0 ? null : (double)Rejected / Decided;
}
