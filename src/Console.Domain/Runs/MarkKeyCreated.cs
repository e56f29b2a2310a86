using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Runs;

/// <summary>The console made itself the secret under which it marks what runs have read; a further one means that the one before could not be opened.</summary>
public sealed record MarkKeyCreated(int Number) : LedgerRecord
{
    public override string Kind => "mark_key_created";

    public override string Subject => "mark_key:" + Number.ToString(CultureInfo.InvariantCulture);

    public override IReadOnlyList<LedgerField> Fields => [];
}
