namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The end of the chain as a running transaction sees it.</summary>
internal sealed record LedgerPosition(long Seq, byte[] Hash);
