using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Documents;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>What a console of the replay's own is told besides the recording: how far the agents are trusted, and by which policy sets.</summary>
internal sealed record ReplaySetting(Stage Stage, IReadOnlyList<SourceDocument> Policies)
{
    public static ReplaySetting Plain { get; } = new(Stage.NarrowProductionWrites, []);
}
