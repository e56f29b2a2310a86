using AgentConsole.Domain.Provenance;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>A text that a run has read, on its way to becoming marks; it is kept nowhere.</summary>
/// <param name="Tool">Whose result it is.</param>
public sealed record ReadText(ReadingKind Kind, string? Tool, string Text);
