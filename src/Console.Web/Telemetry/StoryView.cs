using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Web.Telemetry;

/// <summary>A run's story on the wire.</summary>
/// <param name="FirstWrong">Where it first went wrong for good; null where nothing did.</param>
/// <param name="IsCut">The run is longer than a story reads: steps are told of its first and its latest part, counts and cost of the whole.</param>
public sealed record StoryView(
    string RunId, string Agent, IReadOnlyList<StoryView.Line> Lines, StepRef? FirstWrong, StepRef? LastGood, FaultDomain? FaultDomain,
    IReadOnlyList<RepeatedCall> Repeated, bool IsRunning, bool IsCut)
{
    /// <summary>One sentence.</summary>
    public sealed record Line(StoryPoint Point, string Text, long? Event);

    internal static StoryView Of(string run, string agent, RunStory story, bool isCut) => new(
        run, agent, [.. story.Lines.Select(line => new Line(line.Point, line.Whole, line.Event))], story.FirstWrong, story.LastGood, story.Fault, story.Repeated, story.IsRunning, isCut);
}
