using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Policies;

/// <summary>A version of a policy set began to decide; a rolled-back one for the second time.</summary>
/// <param name="Authors">Who wrote it, by id; the caller, who published it, is none of them.</param>
public sealed record PolicyPublished(string Set, PolicyEngine Engine, int Number, int? Previous, string Digest, string Authors, bool IsRollback) : LedgerRecord
{
    public override string Kind => IsRollback ? "policy_rolled_back" : "policy_published";

    public override string Subject => "policy:" + Set;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("engine", WireName.Of(Engine)),
        new("version", Number.ToString(CultureInfo.InvariantCulture)),
        new("previous_version", Previous?.ToString(CultureInfo.InvariantCulture)),
        new("digest", Digest),
        new("authors", Authors.Length == 0 ? null : Authors),
    ];
}
