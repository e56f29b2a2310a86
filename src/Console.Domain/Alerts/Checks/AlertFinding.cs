namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>What a rule found of one agent, tool or workflow. Figures are millionths of the kind's unit.</summary>
/// <param name="LimitMicros">From this figure on it is too much.</param>
/// <param name="UsualMicros">What it usually is; null where nothing earlier was looked at.</param>
public sealed record AlertFinding(AlertScope Scope, bool IsOver, long ValueMicros, long LimitMicros, long? UsualMicros = null)
{
    /// <summary>What lies behind it; read only where it is over.</summary>
    public IReadOnlyList<AlertEvidence> Evidence { get; init; } = [];
}
