namespace AgentConsole.Infrastructure.Ledger;

/// <summary>What following the store for a while found.</summary>
/// <param name="End">The last entry that follows the one before.</param>
/// <param name="IsAtTheHead">Nothing is left to follow, and nothing lies where nothing may lie.</param>
internal sealed record LedgerStretch(LedgerPosition End, PersonalTally Personal, bool IsAtTheHead, LedgerVerdict.Broken? Broken);
