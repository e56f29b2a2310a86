using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>A permit ended before its time.</summary>
public sealed record PermitEnded(PermitId Id, string Code) : LedgerRecord
{
    /// <summary>Somebody who may decide took it back.</summary>
    public const string Revoked = "revoked";

    /// <summary>The stop switch reached it.</summary>
    public const string Stopped = "stopped";

    public override string Kind => "permit_ended";

    public override string Subject => "permit:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("code", Code)];
}
