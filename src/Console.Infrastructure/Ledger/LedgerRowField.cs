namespace AgentConsole.Infrastructure.Ledger;

/// <summary>One field of an entry.</summary>
/// <param name="Value">Null: a personal value that was erased.</param>
/// <param name="Commitment">What the chain holds in place of a personal value.</param>
public sealed record LedgerRowField(string Name, string? Value, string? Commitment)
{
    public bool IsPersonal => Commitment is not null;

    public bool IsErased => IsPersonal && Value is null;
}
