using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>A place in the chain: the last entry that was written or followed, with its hash.</summary>
internal sealed record LedgerPosition(long Seq, byte[] Hash)
{
    public static LedgerPosition BeforeTheFirst => new(0, HashChain.Genesis);
}
