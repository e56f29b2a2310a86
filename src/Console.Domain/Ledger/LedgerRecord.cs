namespace AgentConsole.Domain.Ledger;

/// <summary>Something that happened, as the ledger tells it: one type per kind, its fields written by hand.</summary>
public abstract record LedgerRecord
{
    /// <summary>The stable name of the kind, in the past tense and snake case.</summary>
    public abstract string Kind { get; }

    /// <summary>What it happened to, such as <c>proposal:prp_…</c>.</summary>
    public abstract string Subject { get; }

    public abstract IReadOnlyList<LedgerField> Fields { get; }
}
