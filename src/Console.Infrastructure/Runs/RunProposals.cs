using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>What the console knows of the proposals of a run, and the run's events do not tell.</summary>
/// <param name="Risks">The risk of each, by the proposal's id.</param>
/// <param name="Waiting">The ids of those that a person is asked about now.</param>
/// <param name="Deciders">Who spoke, by the event that tells of it; nobody while others are still to speak.</param>
public sealed record RunProposals(IReadOnlyDictionary<string, int> Risks, IReadOnlySet<string> Waiting, IReadOnlyDictionary<long, Decider> Deciders)
{
    public static RunProposals None { get; } = new(new Dictionary<string, int>(), new HashSet<string>(), new Dictionary<long, Decider>());
}
