namespace AgentConsole.Web.Shell.Replay;

/// <summary>One recorded run: what it was for, what its user said, and its calls in their order.</summary>
internal sealed record RecordedRun(string Id, string Agent, IReadOnlyList<RecordedCall> Calls)
{
    public string? Goal { get; init; }

    public IReadOnlyList<RecordedMessage> Messages { get; init; } = [];
}
