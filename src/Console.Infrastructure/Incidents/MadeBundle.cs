using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What is known of a failure, gathered at one moment.</summary>
/// <param name="Content">Canonical JSON.</param>
/// <param name="Story">What the run's events tell; null where there is no run.</param>
public sealed record MadeBundle(string Content, string Digest, bool IsCut, RunStory? Story);
