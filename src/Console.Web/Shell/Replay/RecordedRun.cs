namespace AgentConsole.Web.Shell.Replay;

/// <summary>One recorded run: its calls in their order.</summary>
internal sealed record RecordedRun(string Id, string Agent, IReadOnlyList<RecordedCall> Calls);
