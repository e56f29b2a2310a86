using System.Text.Json;

namespace AgentConsole.Web.Runs;

/// <summary>The bodies that this room reads, as the API's description shows them.</summary>
internal static class RunBodies
{
    /// <summary>A run begins. <c>goal</c> and the messages of the user are its request; no text is kept.</summary>
    internal sealed record StartBody
    {
        public required string RunId { get; init; }
        public string? Workflow { get; init; }
        public string? Goal { get; init; }
        public IReadOnlyList<MessageBody>? Messages { get; init; }
        public string? Trigger { get; init; }
        public string? AgentVersion { get; init; }
        public string? Model { get; init; }
    }

    /// <summary><c>role</c> is user, tool (with <c>tool</c>, its name), assistant or system; what the last two say is no source.</summary>
    internal sealed record MessageBody
    {
        public required MessageRole Role { get; init; }
        public string? Tool { get; init; }
        public required string Text { get; init; }
    }

    /// <summary>How it went; <c>kpis</c> holds numbers, yes or no, and short texts.</summary>
    internal sealed record EndBody
    {
        public required string Outcome { get; init; }
        public IReadOnlyDictionary<string, JsonElement>? Kpis { get; init; }
    }

    /// <summary>What the run has read since; the text is not kept.</summary>
    internal sealed record ObservationBody
    {
        public required ObservationSource Source { get; init; }
        public string? Tool { get; init; }
        public required string Text { get; init; }
    }
}
