namespace AgentConsole.Domain.Ledger;

/// <summary>One link of the chain. Written once, in the transaction of the change it tells of.</summary>
public sealed class LedgerEntry
{
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Kind { get; init; }
    public required string Actor { get; init; }
    public required string Subject { get; init; }
    /// <summary>The fields as one JSON object, exactly the text that was hashed.</summary>
    public required string Payload { get; init; }
    public required byte[] PreviousHash { get; init; }
    /// <summary>Set once, by <see cref="HashChain.Seal"/>.</summary>
    public byte[] Hash { get; internal set; } = [];
}
