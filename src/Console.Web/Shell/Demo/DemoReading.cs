namespace AgentConsole.Web.Shell.Demo;

/// <summary>Something that the run of a scene reads before it proposes.</summary>
internal sealed record DemoReading(string Tool, string Text);
