using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What is known of a failure, gathered at one moment.</summary>
/// <param name="Content">Canonical JSON.</param>
/// <param name="Story">What the run's events tell; null where there is no run.</param>
public sealed record MadeBundle(string Content, string Digest, bool IsCut, RunStory? Story)
{
    /// <summary>As the next version of an incident's bundle.</summary>
    public IncidentBundle ToRow(Incident incident, string actor, DateTimeOffset now) => new()
    {
        IncidentId = incident.Id,
        Number = incident.NextBundle(now),
        MadeAt = now,
        MadeBy = actor,
        Content = Content,
        Digest = Digest,
        IsCut = IsCut,
    };
}
