namespace AgentConsole.Infrastructure.Ledger;

/// <summary>One entry as a person reads it: the actor by name, the fields with the personal values that are still there.</summary>
public sealed record LedgerRow(
    long Seq,
    DateTimeOffset At,
    string Kind,
    string Actor,
    string ActorName,
    string Subject,
    IReadOnlyList<LedgerRowField> Fields,
    string PreviousHash,
    string Hash)
{
    public string? ValueOf(string field) => Fields.FirstOrDefault(each => each.Name == field)?.Value;
}
