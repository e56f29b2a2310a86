using AgentConsole.Infrastructure.Ledger;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>How a replay ended.</summary>
/// <param name="Verdict">Null where the ledger could not be read from here.</param>
internal sealed record ReplayOutcome(ReplayTally Tally, LedgerVerdict? Verdict, TimeSpan Took)
{
    public bool IsGood => Tally.IsComplete && (Verdict is null or LedgerVerdict.Whole);

    /// <summary>The ledger in one word, and where it breaks.</summary>
    public string Ledger => Verdict switch
    {
        LedgerVerdict.Whole => "whole",
        LedgerVerdict.Broken broken => $"broken at entry {broken.Seq}: {broken.Why}",
        LedgerVerdict.Unreadable unreadable => $"unreadable: {unreadable.Why}",
        _ => "not checked",
    };
}
