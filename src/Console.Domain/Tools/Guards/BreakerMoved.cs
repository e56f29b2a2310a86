using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Domain.Tools.Guards;

/// <summary>A tool's breaker opened or closed, by itself or by a person.</summary>
/// <param name="Reason">What a person wrote; null where it moved by itself.</param>
public sealed record BreakerMoved(string Tool, string Environment, BreakerState State, string? Code, string? Reason = null) : LedgerRecord
{
    public override string Kind => State == BreakerState.Closed ? "breaker_closed" : "breaker_opened";

    public override string Subject => "tool:" + Tool;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("environment", Environment),
        new("code", Code),
        // What a person typed may name people.
        new("reason", Reason, IsPersonal: true),
    ];
}
