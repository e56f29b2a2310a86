using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>What is left of a text that was read.</summary>
/// <param name="Digest">Keyed, of source and text.</param>
internal sealed record MarkedReading(ReadingKind Kind, string? Tool, ResultTrust Trust, byte[] Marks, byte[] Digest);
