using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Reviews;

/// <summary>The sentences above the queue.</summary>
internal static class QueueWords
{
    /// <summary>What the batch holds, and what waits beside it.</summary>
    public static string Summary(WorkingBatch batch)
    {
        if (batch.Batch.FirstOrDefault(row => row.IsOpen)?.Proposal is not { } first) return "A small batch at a time, by risk and time left.";
        var open = batch.Batch.Count(row => row.IsOpen);
        var more = batch.Waiting - open;
        var kind = $"Your batch: {open.ToString(CultureInfo.InvariantCulture)} × {first.Tool} by {first.Agent}, {WireName.Of(RiskModel.Band(first.RiskScore))} risk";
        if (batch.Batch.Count > open) kind += $" · {batch.Batch.Count - open} of {batch.Batch.Count} done";
        return kind + (more > 0 ? $" · {more.ToString("N0", CultureInfo.InvariantCulture)} more wait" : "")
            + (batch.OldestAge is { TotalMinutes: >= 1 } age ? $" · the oldest for {RelativeTime.Span(age)}" : "");
    }

    /// <summary>Said where something riskier waits outside of the batch that was begun.</summary>
    public static string? Riskier(WorkingBatch batch) =>
        batch.RiskMax is { } riskMax && batch.Batch.Count > 0 && riskMax > batch.Batch.Max(row => row.Proposal.RiskScore)
            ? $"Risk {riskMax} waits: take it first"
            : null;
}
