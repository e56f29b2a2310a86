using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Policies;

/// <summary>A version began or ceased to be asked beside the live sets.</summary>
public sealed record PolicyShadowChanged(string Set, int Number, string Digest, bool IsShadowed) : LedgerRecord
{
    public override string Kind => IsShadowed ? "policy_shadow_started" : "policy_shadow_ended";

    public override string Subject => "policy:" + Set;

    public override IReadOnlyList<LedgerField> Fields =>
        [new("version", Number.ToString(CultureInfo.InvariantCulture)), new("digest", Digest)];
}
