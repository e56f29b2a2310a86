using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Policies;

/// <summary>Somebody wrote a version of a policy set that does not decide yet.</summary>
public sealed record PolicyDraftSaved(string Set, PolicyEngine Engine, int Number, string Digest) : LedgerRecord
{
    public override string Kind => "policy_draft_saved";

    public override string Subject => "policy:" + Set;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("engine", WireName.Of(Engine)),
        new("version", Number.ToString(CultureInfo.InvariantCulture)),
        new("digest", Digest),
    ];
}
