using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Policies;

/// <summary>A version that never decided was thrown away.</summary>
public sealed record PolicyDraftDiscarded(string Set, int Number, string Digest) : LedgerRecord
{
    public override string Kind => "policy_draft_discarded";

    public override string Subject => "policy:" + Set;

    public override IReadOnlyList<LedgerField> Fields =>
        [new("version", Number.ToString(CultureInfo.InvariantCulture)), new("digest", Digest)];
}
