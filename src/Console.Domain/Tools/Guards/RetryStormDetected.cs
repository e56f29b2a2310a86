using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Tools.Guards;

/// <summary>An agent makes the same call again and again though it keeps ending badly; told once a storm.</summary>
public sealed record RetryStormDetected(RepeatedCall Call) : LedgerRecord
{
    public override string Kind => "retry_storm_detected";

    public override string Subject => "agent:" + Call.Agent;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("environment", Call.Environment),
        new("tool", Call.Tool),
        new("digest", Call.Digest),
        new("ends", Call.Ends.ToString(CultureInfo.InvariantCulture)),
    ];
}
