namespace AgentConsole.Domain.Ledger;

/// <summary>A personal value beside the chain, which holds only its commitment: this row can be erased, the chain stays whole.</summary>
public sealed class LedgerPersonalValue
{
    public required long Seq { get; init; }
    public required string Name { get; init; }
    public required string Value { get; init; }
    public required byte[] Salt { get; init; }
}
