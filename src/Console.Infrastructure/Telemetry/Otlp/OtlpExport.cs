using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>The spans of one body, and those that were not taken.</summary>
/// <param name="RejectedCount">All of them; <paramref name="Rejected"/> names the first ones.</param>
public sealed record OtlpExport(IReadOnlyList<TraceSpan> Spans, int RejectedCount, IReadOnlyList<RejectedEvent> Rejected);
