namespace AgentConsole.Domain.Alerts;

/// <summary>One run, proposal or delivery behind an alert. A run's name is its agent's own: hostile text.</summary>
/// <param name="Id">A run's name, or the id of a proposal or a delivery.</param>
/// <param name="Agent">With <paramref name="Environment"/>, whose run it is.</param>
public sealed record AlertEvidence(AlertEvidenceKind Kind, string Id, string? Agent = null, string? Environment = null);
