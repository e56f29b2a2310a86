using System.Globalization;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>What the page says of deciding a batch together.</summary>
internal static class BatchWords
{
    /// <summary>A batch that may be decided together: several, and none at high risk.</summary>
    public static bool IsOffered(IReadOnlyList<QueueRow> open) => open.Count > 1 && open.All(row => row.Proposal.RiskScore < ReviewLimits.HighRiskMin);

    public static string Locked(IReadOnlyList<QueueRow> open, IReadOnlySet<ProposalId> opened) => string.Create(CultureInfo.InvariantCulture,
        $"Opened {open.Count(row => opened.Contains(row.Proposal.Id))} of {open.Count}. They can be decided together once each was opened.");

    /// <summary>What came of it, and whether all of it counts.</summary>
    public static (string Text, bool IsWhole) Outcome(DecisionKind kind, DecideBatchOutcome outcome) => outcome switch
    {
        DecideBatchOutcome.Answered answered => Answered(kind, answered),
        DecideBatchOutcome.Refused refused => ("Nothing was recorded. " + refused.Why switch
        {
            BatchRefusal.Size => $"A batch holds at most {ReviewLimits.BatchMax} different proposals.",
            BatchRefusal.Mixed => "They are not alike any more: one agent, one tool, one risk band.",
            BatchRefusal.HighRisk => "One of them is at high risk, and that is decided alone.",
            BatchRefusal.Unseen => "One of them changed since you opened it; open it again.",
            BatchRefusal.Unknown => "One of them is gone.",
        }, false),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static (string, bool) Answered(DecisionKind kind, DecideBatchOutcome.Answered answered)
    {
        var recorded = answered.Items.Count(item => item.Outcome is DecideOutcome.Recorded);
        var words = string.Create(CultureInfo.InvariantCulture, $"{recorded} of {answered.Items.Count} {(kind == DecisionKind.Reject ? "rejected" : "approved")}.");
        foreach (var lost in answered.Items.Select(item => item.Outcome).Where(item => item is not DecideOutcome.Recorded).Select(DecisionWords.Lost).Distinct()) words += " " + lost;
        foreach (var reveal in answered.Items.Select(item => (item.Outcome as DecideOutcome.Recorded)?.Reveal).OfType<PlantedReveal>()) words += " " + DecisionWords.Revealed(reveal);
        return (words, recorded == answered.Items.Count);
    }
}
