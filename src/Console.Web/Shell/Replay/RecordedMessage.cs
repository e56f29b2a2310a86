namespace AgentConsole.Web.Shell.Replay;

/// <summary>What the user of a recorded run said, before the call with this step.</summary>
internal sealed record RecordedMessage(int BeforeStep, string Text);
