using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>How people decided on the same tool of the same agent lately.</summary>
/// <param name="WentWrong">Of the approved: failed, or taken back before it ran.</param>
/// <param name="MedianTime">From the proposal to the decision; null where nobody decided.</param>
/// <param name="IsCut">There were more; these are the latest.</param>
public sealed record AlikeDecisions(int Approved, int Rejected, int SentBack, int WentWrong, TimeSpan? MedianTime, bool IsCut)
{
    public int Count => Approved + Rejected + SentBack;

    /// <summary>Sums up single decisions; the order in which they are given does not matter.</summary>
    public static AlikeDecisions Of(IReadOnlyCollection<(ProposalStatus Status, TimeSpan Time)> decided, bool isCut)
    {
        var (rejected, sentBack) = (NumberOf(ProposalStatus.Rejected), NumberOf(ProposalStatus.SentBack));
        return new(decided.Count - rejected - sentBack, rejected, sentBack, NumberOf(ProposalStatus.Failed) + NumberOf(ProposalStatus.Revoked),
            MedianOf([.. decided.Select(one => one.Time).Order()]), isCut);

        int NumberOf(ProposalStatus status) => decided.Count(one => one.Status == status);
    }

    private static TimeSpan? MedianOf(IReadOnlyList<TimeSpan> sorted) => sorted.Count == 0 ? null
        : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
