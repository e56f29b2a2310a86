namespace AgentConsole.Infrastructure.Insights;

/// <summary>What people decided in a group, and how long it took from the proposal to the decision.</summary>
public sealed record ApprovalRow(GroupKey Key, long Approved, long Rejected, long SentBack, double? MedianMs, double? P95Ms)
{
    /// <summary>Decisions, not votes: what several people are asked about is decided once.</summary>
    public long Decided => Approved + Rejected + SentBack;

    public double? RejectedShare => Decided == 0 ? null : (double)Rejected / Decided;
}
