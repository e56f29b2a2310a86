namespace AgentConsole.Domain.Ledger;

/// <summary>The one row that every writer passes: the last sequence number and its hash.</summary>
public sealed class LedgerHead
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public required long Seq { get; set; }
    public required byte[] Hash { get; set; }
}
